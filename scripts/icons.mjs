import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./icons/icons.mjs').then(({ makeIcons }) => makeIcons()));
