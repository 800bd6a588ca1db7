#!/usr/bin/env node
/**
 * The command line. In a checkout it first sees to it that the build is that of the sources;
 * an installed package has no sources. The rest runs in this same process.
 *
 * Like the other entries it keeps to what an old Node can parse (node-version.mjs).
 */
import { existsSync } from 'fs';
import { fileURLToPath } from 'url';
import { withRecentNode } from '../scripts/setup/node-version.mjs';

/** What `env`, `nohup` and `timeout` exit with when they fail themselves, not the command. */
const OWN_FAILURE = 125;

const isCheckout = existsSync(fileURLToPath(new URL('../src', import.meta.url)));

withRecentNode(function () {
  const prepared = isCheckout ? import('../scripts/setup/prepare-cli.mjs') : Promise.resolve();
  return prepared.then(() => import('../out/main/cli.js'));
}, OWN_FAILURE);
