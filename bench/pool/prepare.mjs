/** What the comparison needs and a checkout lacks. */
import { installPeers } from '../../scripts/bench/peers.mjs';
import { run, say } from '../../scripts/setup/step.mjs';

/** @returns {Promise<string | undefined>} the Python interpreter, where there is one */
export async function preparePool() {
  await installPeers('pool');
  return findPython();
}

/** The interpreter itself: `python3` may be a shell script that starts processes of its own. */
async function findPython() {
  const { code, output } = await run('python3', [
    '-c',
    'import sys, platform; print(platform.python_version()); print(sys.executable)',
  ]);
  const [version, path] = output.trim().split('\n');
  if (code !== 0 || path === undefined) {
    say('python3 is not there: its sides are left out.');
    return undefined;
  }
  say(`Node ${process.versions.node}, Python ${version}`);
  return path;
}
