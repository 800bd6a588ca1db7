import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./pack/pack.mjs').then(({ pack }) => pack(process.argv.slice(2))));
