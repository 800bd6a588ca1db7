import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./test/test.mjs').then(({ test }) => test(process.argv.slice(2))));
