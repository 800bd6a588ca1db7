import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./check/check.mjs').then(({ check }) => check()));
