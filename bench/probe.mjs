/** What the probes cost a program of Python and of Node, beside the same program without them. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../scripts/setup/project.mjs';

export const about = 'the probes: start of Python and of Node, tasks of 10 ms, empty tasks';

/** A probe may add so much to a start of Python. */
const START_BUDGET_MS = 15;
/** Starts that are timed as one sample. */
const STARTS = 10;
const nodeProgram = () => [process.execPath, inProject('bench', 'fixtures', 'probe-load.mjs')];
const pythonProgram = () => [python(), inProject('bench', 'fixtures', 'probe_load.py')];
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** @param {{ only?: readonly string[] }} options names of lines, none for all */
export async function withBenchmarks(env, use, { only = [] } = {}) {
  if (process.platform === 'win32') return;
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const home = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  const childEnv = { ...kept, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') };
  try {
    const lines = [
      startOf('python', pythonProgram, childEnv),
      tasksOf('python', pythonProgram, { env: childEnv, ms: 10, count: 400, most: 0.03 }),
      tasksOf('python', pythonProgram, { env: childEnv, ms: 0, count: 40_000, most: 0.25 }),
      startOf('node', nodeProgram, childEnv),
      tasksOf('node', nodeProgram, { env: childEnv, ms: 10, count: 4000, most: 0.03 }),
      tasksOf('node', nodeProgram, { env: childEnv, ms: 0, count: 100_000, most: 0.25 }),
    ];
    await use(lines.filter(({ name }) => only.length === 0 || only.some((one) => name === `probe/${one}`)));
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const startOf = (language, program, env) => ({
  name: `probe/${language}-start`,
  title: `a start of ${language}, mean of ${STARTS}`,
  unit: 'ms',
  better: 'lower',
  peerName: 'without the probe',
  goal: ({ peer }) => peer / (peer + START_BUDGET_MS),
  repeats: 9,
  warmUps: 2,
  ours: () => measure([...program(), 'starts', String(STARTS)], env, true),
  peer: () => measure([...program(), 'starts', String(STARTS)], env, false),
  isCorrect: (result) => result > 0,
});

/** `most`: what the probe may add, as a part of the whole. */
const tasksOf = (language, program, { env, ms, count, most }) => ({
  name: `probe/${language}-${ms}ms`,
  title: `${count} tasks of ${ms} ms for two workers of ${language}, from the first to the last`,
  unit: 'ms',
  better: 'lower',
  peerName: 'without the probe',
  goal: 1 / (1 + most),
  repeats: 9,
  warmUps: 1,
  ours: () => measure([...program(), 'tasks', String(ms), String(count)], env, true),
  peer: () => measure([...program(), 'tasks', String(ms), String(count)], env, false),
  isCorrect: (result) => result > 0,
});

/** Both sides run under watch: the difference is the probe alone. The program tells its own time. */
async function measure(program, env, hasProbe) {
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
