/** What the Python probe costs a program, beside the same program without it. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../scripts/setup/project.mjs';

export const about = 'the Python probe: start of Python, tasks of 10 ms, empty tasks';

/** A probe may add so much to a start of Python. */
const START_BUDGET_MS = 15;
/** Starts that are timed as one sample. */
const STARTS = 10;
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

export async function withBenchmarks(env, use) {
  if (process.platform === 'win32') return;
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const home = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  const childEnv = { ...kept, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') };
  try {
    await use([startOf(childEnv), tasksOf(childEnv, 10, 400, 0.03), tasksOf(childEnv, 0, 40_000, 0.25)]);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const startOf = (env) => ({
  name: 'probe/start',
  title: `a start of Python, mean of ${STARTS}`,
  unit: 'ms',
  better: 'lower',
  peerName: 'without the probe',
  goal: ({ peer }) => peer / (peer + START_BUDGET_MS),
  repeats: 9,
  warmUps: 2,
  ours: () => measure(['starts', String(STARTS)], env, true),
  peer: () => measure(['starts', String(STARTS)], env, false),
  isCorrect: (result) => result > 0,
});

/** @param most what the probe may add, as a part of the whole */
const tasksOf = (env, ms, count, most) => ({
  name: `probe/tasks-${ms}ms`,
  title: `${count} tasks of ${ms} ms in a Pool of 2, from the first to the last`,
  unit: 'ms',
  better: 'lower',
  peerName: 'without the probe',
  goal: 1 / (1 + most),
  repeats: 9,
  warmUps: 1,
  ours: () => measure(['tasks', String(ms), String(count)], env, true),
  peer: () => measure(['tasks', String(ms), String(count)], env, false),
  isCorrect: (result) => result > 0,
});

/** Both sides run under watch: the difference is the probe alone. The program tells its own time. */
async function measure(args, env, hasProbe) {
  const program = [python(), inProject('bench', 'fixtures', 'probe_load.py'), ...args];
  const options = ['run', '--quiet', ...(hasProbe ? [] : ['--no-probes']), '--'];
  const child = spawn(process.execPath, [inProject('bin', 'joinscope.mjs'), ...options, ...program], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  await once(child, 'close');
  const value = Number(text);
  return { value, result: value };
}
