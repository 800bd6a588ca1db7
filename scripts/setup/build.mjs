/** Builds `out/` when the sources changed since it was built. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isBuildFresh, keepFingerprint, sourceFingerprint } from './fingerprint.mjs';
import { inProject } from './project.mjs';
import { lastLines, run, step, StepError } from './step.mjs';

const LOOK_AGAIN_MS = 100;
const lockFile = () => inProject('.cache', 'build.lock');

export async function ensureBuild() {
  if (isBuildFresh()) return;
  await withLock(async () => {
    if (!isBuildFresh()) await step('build', 'building the sources that changed', build);
  });
}

async function build() {
  const fingerprint = sourceFingerprint();
  const tool = inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const { NODE_EXTRA_CA_CERTS: _slow, ...env } = process.env;
  const result = await run(process.execPath, [tool, 'build', '--logLevel', 'warn'], { cwd: inProject(), env });
  if (result.code !== 0) throw new StepError(`The build failed; its last lines:\n${lastLines(result.output, 40)}`);
  keepFingerprint(fingerprint);
  return {};
}

/** Two commands started at once: one builds, the other waits for it. */
async function withLock(work) {
  mkdirSync(inProject('.cache'), { recursive: true });
  while (!takeLock()) await sleep(LOOK_AGAIN_MS);
  try {
    await work();
  } finally {
    rmSync(lockFile(), { force: true });
  }
}

function takeLock() {
  try {
    writeFileSync(lockFile(), String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isHolderAlive()) rmSync(lockFile(), { force: true });
    return false;
  }
}

function isHolderAlive() {
  try {
    const holder = Number(readFileSync(lockFile(), 'utf8'));
    // An empty file: the holder is about to write its number.
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
