import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./start/start.mjs').then(({ start }) => start(process.argv.slice(2))));
