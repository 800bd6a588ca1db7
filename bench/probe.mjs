/** What the probes cost a program of Python and of Node, beside the same program without them. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarise } from '../scripts/bench/compare.mjs';
import { inProject } from '../scripts/setup/project.mjs';

export const about = 'the probes: start of Python and of Node, tasks of 10 ms, empty tasks, queues, locks';

/** A probe may add so much to a start. */
const START_BUDGET_MS = 15;
/** Starts that are timed as one sample. */
const STARTS = 10;
/** What a probe may add to tasks, as a part of the whole. */
const [AT_10_MS, AT_EMPTY] = [0.03, 0.25];

const PYTHON = [
  { name: 'start', args: ['starts', STARTS], title: `a start, mean of ${STARTS}`, more: START_BUDGET_MS },
  {
    name: 'imports',
    args: ['imports', STARTS],
    title: 'a start that imports all that is watched',
    more: START_BUDGET_MS,
  },
  { name: '10ms', args: ['imap', 300, 10], title: '300 tasks of 10 ms, imap_unordered', most: AT_10_MS },
  { name: 'executor-10ms', args: ['executor', 300, 10], title: '300 tasks of 10 ms, an executor', most: AT_10_MS },
  { name: '0ms', args: ['imap', 30_000], title: '30 000 empty tasks, imap_unordered', most: AT_EMPTY },
  { name: 'map', args: ['map', 1_000_000], title: '1 000 000 empty tasks in chunks, map', most: AT_EMPTY },
  { name: 'apply', args: ['apply', 15_000], title: '15 000 empty tasks, apply_async each', most: AT_EMPTY },
  { name: 'executor', args: ['executor', 5000], title: '5000 empty tasks, an executor', most: AT_EMPTY },
  { name: 'queue', args: ['queue', 50_000], title: '50 000 items through a Queue' },
  { name: 'lock', args: ['lock', 20_000], title: 'two processes take a Lock 20 000 times each, and do nothing' },
];
const NODE = [
  { name: 'start', args: ['starts', STARTS], title: `a start, mean of ${STARTS}`, more: START_BUDGET_MS },
  { name: '10ms', args: ['forked', 3000, 10], title: '3000 tasks of 10 ms for forked processes', most: AT_10_MS },
  { name: '0ms', args: ['forked', 60_000], title: '60 000 empty tasks for forked processes', most: AT_EMPTY },
  { name: 'threads', args: ['threads', 150_000], title: '150 000 empty tasks for worker threads', most: AT_EMPTY },
];

/** @param {{ only?: readonly string[] }} options names of lines, none for all */
export async function withBenchmarks(env, use, { only = [] } = {}) {
  if (process.platform === 'win32') return;
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const home = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  const childEnv = { ...kept, HOME: home, XDG_DATA_HOME: join(home, 'data'), XDG_CONFIG_HOME: join(home, 'config') };
  try {
    const lines = [
      ...PYTHON.map((line) => lineOf('python', line, { program: pythonProgram(), env: childEnv })),
      ...NODE.map((line) => lineOf('node', line, { program: nodeProgram(), env: childEnv })),
    ];
    await use(lines.filter(({ name }) => only.length === 0 || only.some((one) => name === `probe/${one}`)));
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

const nodeProgram = () => [process.execPath, inProject('bench', 'fixtures', 'probe-load.mjs')];
const pythonProgram = () => [python(), inProject('bench', 'fixtures', 'probe_load.py')];
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();

/** Both sides run under watch: the difference is the probe alone. */
function lineOf(language, { name, args, title, more, most }, { program, env }) {
  const sample = (hasProbe) => () => measure([...program, ...args.map(String)], env, hasProbe);
  return {
    name: `probe/${language}-${name}`,
    title: `${language}: ${title}`,
    unit: 'ms',
    better: 'lower',
    repeats: 7,
    warmUps: 1,
    extras: [['CPU', 'cpu', 'ms']],
    sides: [
      { name: 'ours', kind: 'ours', sample: sample(true) },
      { name: 'without', kind: 'process', sample: sample(false) },
    ],
    // Tasks of 10 ms sleep: beside so little CPU time any is much.
    goals: (most === AT_10_MS ? ['clock'] : ['clock', 'CPU']).map((what) => goalOf(what, { more, most })),
  };
}

/** By the medians; a line without a limit only tells its figure. */
function goalOf(what, { more, most }) {
  const key = what === 'CPU' ? 'cpu' : 'value';
  const limit = more !== undefined ? `${more} ms more` : most !== undefined ? `${most * 100} % more` : 'no limit';
  return {
    text: `${limit} (${what})`,
    least: 1,
    reached: ({ ours, without }) => {
      const [own, other] = [ours, without].map(({ samples }) => summarise(samples.map((one) => one[key])).median);
      const share = own / other - 1;
      const against = `${own >= other ? '+' : ''}${(own - other).toFixed(2)} ms, ${(share * 100).toFixed(1)} %`;
      const allowed = more !== undefined ? other + more : other * (1 + (most ?? Infinity));
      return { against, ratio: Math.min(allowed / own, 1000) };
    },
  };
}

/** The program tells its own time. */
async function measure(program, env, hasProbe) {
  const options = ['run', '--quiet', ...(hasProbe ? [] : ['--no-probes']), '--'];
  const child = spawn(process.execPath, [inProject('bin', 'joinscope.mjs'), ...options, ...program], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => (text += part));
  const [code] = await once(child, 'close');
  const { value, cpu } = code === 0 ? JSON.parse(text) : {};
  if (!(value > 0)) throw new Error(`Expected the time of ${program.slice(1).join(' ')}, found exit ${code}: ${text}`);
  return { value, cpu, load: Math.round(loadavg()[0] * 10) / 10 };
}
