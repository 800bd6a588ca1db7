/** How long until the command line and the window are there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { timed } from '../scripts/bench/compare.mjs';
import { electronBinary } from '../scripts/setup/electron.mjs';
import { inProject, root } from '../scripts/setup/project.mjs';
import { sandboxFlags } from '../scripts/start/surroundings.mjs';

export const about = 'command line ready, a watched command, window ready';

/** The command line may add this much to the command's own time. */
const RUN_BUDGET_MS = 200;
/** Node itself needs about 40 ms; this is for our own code. */
const VERSION_BUDGET_MS = 100;
const WINDOW_BUDGET_MS = 1500;

/** The least ratio when ours may take `budget` milliseconds more than the peer. */
const atMostMore =
  (budget) =>
  ({ peer }) =>
    peer / (peer + budget);

/** Gives the benchmarks a home of their own, so that no recording and no setting of the user is touched. */
export async function withBenchmarks(env, use) {
  const home = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  // NODE_EXTRA_CA_CERTS adds 90 ms to every Node start.
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const childEnv = { ...kept, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') };
  try {
    await use([versionOf(childEnv), runOf(childEnv), windowOf(childEnv, home)]);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const commandLine = inProject('bin', 'joinscope.mjs');

const versionOf = (env) => ({
  name: 'start/cli-ready',
  title: 'joinscope --version',
  unit: 'ms',
  better: 'lower',
  peerName: 'node -e 0',
  goal: atMostMore(VERSION_BUDGET_MS),
  repeats: 15,
  warmUps: 2,
  ours: timed(() => output(process.execPath, [commandLine, '--version'], env)),
  peer: timed(() => output(process.execPath, ['-e', '0'], env)),
  isCorrect: ({ code, stdout }, side) => code === 0 && (side === 'peer' || stdout.trim() === packageVersion()),
});

const runOf = (env) => ({
  name: 'start/cli-run',
  title: 'joinscope run -- true',
  unit: 'ms',
  better: 'lower',
  peerName: 'true',
  goal: atMostMore(RUN_BUDGET_MS),
  repeats: 15,
  warmUps: 2,
  ours: timed(() => output(process.execPath, [commandLine, 'run', '--', 'true'], env)),
  peer: timed(() => output('true', [], env)),
  isCorrect: ({ code }) => code === 0,
});

const windowOf = (env, home) => ({
  name: 'start/window-ready',
  title: 'from the start of the process to the first painted page',
  unit: 'ms',
  better: 'lower',
  peerName: 'an Electron app of one empty page',
  goal: ({ peer }) => peer / WINDOW_BUDGET_MS,
  repeats: 5,
  warmUps: 1,
  ours: () => windowReady(root, env, join(home, 'ours')),
  peer: () => windowReady(inProject('bench', 'fixtures', 'bare-window'), env, join(home, 'peer')),
  isCorrect: (text) => text.length > 0,
});

async function output(command, args, env) {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
  const [code] = await once(child, 'close');
  return { code, stdout };
}

/** The time to the first painted page, and what it says. The end of the app is not part of it. */
async function windowReady(app, env, userData) {
  const hook = inProject('bench', 'fixtures', 'report-first-paint.cjs');
  const args = [app, ...sandboxFlags().args, `--user-data-dir=${userData}`];
  const startedAt = performance.now();
  const child = spawn(electronBinary(), args, {
    env: { ...env, NODE_OPTIONS: `--require ${JSON.stringify(hook)}` },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const exited = once(child, 'exit');
  try {
    const result = await Promise.race([firstPaint(child), exited.then(() => '')]);
    return { value: performance.now() - startedAt, result };
  } finally {
    endGroup(child.pid);
    await exited;
  }
}

function firstPaint(child) {
  return new Promise((resolve) => {
    let seen = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      seen += chunk;
      const [, text] = /^first-paint (.*)$/m.exec(seen) ?? [];
      if (text !== undefined) resolve(text);
    });
  });
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function packageVersion() {
  return JSON.parse(readFileSync(inProject('package.json'), 'utf8')).version;
}
