import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./bench/bench.mjs').then(({ bench }) => bench(process.argv.slice(2))));
