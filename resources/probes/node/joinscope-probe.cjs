/**
 * What NODE_OPTIONS=--require loads. In the language of the oldest Node, because a file that it
 * cannot read would keep the program from starting.
 */
'use strict';

try {
  // What it needs came with Node 16.
  if (process.env.JOINSCOPE_SOCKET && parseInt(process.versions.node, 10) >= 16) require('./tell.cjs');
} catch (error) {
  // Less is told; the program goes on.
}
