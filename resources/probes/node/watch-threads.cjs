/**
 * Tells of the worker threads of the program: the line that made each, its end, its error.
 *
 * Node's own channel tells of a worker when it is made. The error is heard by `errorMonitor`,
 * so an error that nobody handles still ends the program as it would.
 */
'use strict';

exports.watchThreads = (send, { placeOf, isAwake, isMade }) => {
  const { errorMonitor } = require('node:events');
  const seen = new Map();
  require('node:diagnostics_channel').subscribe('worker_threads', ({ worker }) => {
    try {
      const thread = worker.threadId;
      if (!Number.isInteger(thread) || thread < 0) return;
      isAwake();
      isMade(worker);
      const place = placeOf(worker.constructor);
      send({ type: 'thread-started', thread, ...place });
      worker.on(errorMonitor, (error) => seen.set(thread, describe(error)));
      worker.on('exit', (code) => {
        send({ type: 'thread-ended', thread, code: Number(code), ...seen.get(thread) });
        seen.delete(thread);
      });
    } catch {
      // The program made its worker into something else.
    }
  });
};

function describe(error) {
  try {
    const isError = error instanceof Error;
    return {
      errorType: String(isError ? error.name : typeof error).slice(0, 256),
      message: String(isError ? error.message : error).slice(0, 60_000),
    };
  } catch {
    return { errorType: 'unknown' };
  }
}
