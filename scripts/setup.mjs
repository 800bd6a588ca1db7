import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() => import('./setup/setup.mjs').then(({ setUp }) => setUp({ tests: true })));
