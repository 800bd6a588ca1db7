import { withRecentNode } from './setup/node-version.mjs';

withRecentNode(() =>
  import('./screenshots/screenshots.mjs').then(({ takeScreenshots }) => takeScreenshots(process.argv.slice(2))),
);
