/** The file that a child process runs: starts `child.cjs`, compiled once for all children. */
import { join } from 'node:path';
import { keepCompiled, loadCompiled } from '../load-compiled';
import type { startChild } from './index';

// The cast: the file is built from that module.
const child = loadCompiled(join(__dirname, 'child.cjs'), require) as { readonly startChild: typeof startChild };
child.startChild({
  load: (url) => import(url),
  loadShared: () => Promise.resolve(loadCompiled(join(__dirname, 'library.cjs'), require)),
  loadPackage: require,
});
keepCompiled();
