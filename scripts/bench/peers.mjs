import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from '../setup/project.mjs';
import { runOrThrow, step } from '../setup/step.mjs';

/** Installs the peers of a group, which belong to the bench alone: they have a lock and a `node_modules` of their own. */
export async function installPeers(group) {
  const folder = inProject('bench', group);
  const lock = inProject('bench', group, 'package-lock.json');
  const mark = inProject('bench', group, 'node_modules', '.joinscope-lock');
  const hash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await step('peers', `installing what bench/${group}/package-lock.json lists`, () =>
    runOrThrow(npm, args, { cwd: folder, shell: process.platform === 'win32' }),
  );
  writeFileSync(mark, hash);
}
