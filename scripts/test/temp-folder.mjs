/** A temp folder that a run of the tests has for itself: what a test runner, a browser or a killed program leaves there, goes with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Short, because sockets are made below it and their paths may have 107 bytes (man 7 unix). */
const PREFIX = 'js-test-';

/**
 * @template Result
 * @param {NodeJS.ProcessEnv} env
 * @param {(env: NodeJS.ProcessEnv) => Promise<Result>} work gets the environment to start programs with
 * @returns {Promise<Result>}
 */
export async function withTempFolder(env, work) {
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const interrupted = () => process.exit(130);
  process.once('exit', remove);
  process.once('SIGINT', interrupted);
  try {
    return await work({ ...env, TMPDIR: folder, TEMP: folder, TMP: folder });
  } finally {
    process.off('exit', remove);
    process.off('SIGINT', interrupted);
    remove();
  }
}
