/** CPU time of one sample of a tree of sleepers, by each side, in milliseconds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from '../../scripts/setup/project.mjs';
import { startCompanion } from './companion.mjs';
import { collectedTimeOf, cpuTimeOf } from './cpu-time.mjs';
import { startTop } from './top.mjs';

/** Samples that are counted, after those in which a runtime compiles what it runs often. */
const SAMPLES = 8;
const WARM_UPS = 12;

const load = () => Number(readFileSync('/proc/loadavg', 'latin1').split(' ')[0]);
const sleepers = (count) => ['sh', '-c', `for i in $(seq ${count}); do sleep 600 & done; wait`];

/** @param {{ count: number, hz: number, env: object }} options */
export async function sampleByCompanion({ count, hz, env }) {
  const companion = startCompanion(sleepers(count), { env, hz });
  try {
    const slowed = [];
    const next = async () => {
      for (;;) {
        const { value: event } = await companion.events.next();
        if (event.type === 'notice' && event.id === 'sampling-slowed') slowed.push(event.values.seconds);
        if (event.type === 'sample') return event;
      }
    };
    while ((await next()).rows.length < count);
    for (let left = WARM_UPS; left > 0; left -= 1) await next();
    const before = cpuTimeOf(companion.pid);
    const times = [];
    for (let left = SAMPLES; left > 0; left -= 1) {
      const { rows, t } = await next();
      requireAll(rows.length, count);
      times.push(t);
    }
    const value = (cpuTimeOf(companion.pid) - before) / SAMPLES;
    const intervalMs = (times.at(-1) - times[0]) / (SAMPLES - 1);
    return {
      value,
      load: load(),
      intervalMs,
      slowedTo: slowed.at(-1) ?? 'as asked',
      share: (value / intervalMs) * 100,
    };
  } finally {
    await companion.end();
  }
}

/**
 * The whole of `joinscope run` in place of the companion alone: with what the run does of each sample, a recording
 * included. By the clock, once a second.
 */
export async function sampleByRun({ count, env }) {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  const file = join(folder, 'run.joinscope');
  const options = ['run', '--quiet', '--hz', '1', '--record', file, '--'];
  const program = inProject('out', 'main', 'cli.js');
  const run = spawn(process.execPath, [program, ...options, ...sleepers(count)], { env, stdio: 'ignore' });
  const exited = once(run, 'exit');
  let command;
  try {
    const companion = await only(run.pid);
    command = await only(companion);
    while (wholeSamples(file, count) < WARM_UPS) {
      if (run.exitCode !== null) throw new Error(`The run ended with ${run.exitCode}`);
      await sleep(1000);
    }
    const used = () => cpuTimeOf(run.pid) + cpuTimeOf(companion);
    const before = { used: used(), at: performance.now(), samples: wholeSamples(file, count) };
    await sleep(SAMPLES * 1000);
    const value = (used() - before.used) / ((performance.now() - before.at) / 1000);
    const samples = wholeSamples(file, count) - before.samples;
    if (samples < SAMPLES - 1) throw new Error(`${samples} samples in ${SAMPLES} s have all ${count} processes`);
    return { value, load: load() };
  } finally {
    // Its sleepers, then its shell, and with it the run.
    const ours = command === undefined ? [run.pid] : [...childrenOf(command), command];
    for (const pid of ours) process.kill(pid, 'SIGKILL');
    await exited;
    rmSync(folder, { recursive: true });
  }
}

/** The only child of a process, as soon as it has one. */
async function only(pid) {
  for (;;) {
    const [child] = childrenOf(pid);
    if (child !== undefined) return child;
    await sleep(20);
  }
}

/** How many samples of a recording have so many processes. */
function wholeSamples(path, count) {
  // As it is called until it is closed.
  const file = `${path}.part`;
  if (!existsSync(file)) return 0;
  const lines = readFileSync(file, 'utf8').split('\n');
  const samples = lines.filter((line) => line.startsWith('{"type":"sample"'));
  return samples.filter((line) => line.split('],', 1)[0].split(',').length > count).length;
}

export async function sampleByTop({ count, env }) {
  return withTree(count, env, async () => {
    const top = startTop(1, env);
    try {
      await top.nextScreen();
      await top.nextScreen();
      const before = cpuTimeOf(top.pid);
      for (let left = SAMPLES; left > 0; left -= 1) {
        requireAll((await top.nextScreen()).filter((line) => / sleep$/.test(line.trimEnd())).length, count);
      }
      return { value: (cpuTimeOf(top.pid) - before) / SAMPLES, load: load() };
    } finally {
      await top.end();
    }
  });
}

/** Most of what these use is used by the `ps` that they start for each sample. */
export async function sampleByLibrary(name, { count, env }) {
  return withTree(count, env, async (root) => {
    const program = inProject('bench', 'monitor', 'library.mjs');
    const child = spawn(process.execPath, [program, name, String(root)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const used = () => cpuTimeOf(child.pid) + collectedTimeOf(child.pid);
    try {
      for (let left = WARM_UPS / 4; left > 0; left -= 1) await lines.next();
      const before = used();
      for (let left = SAMPLES; left > 0; left -= 1) requireAll(Number((await lines.next()).value), count);
      return { value: (used() - before) / SAMPLES, load: load() };
    } finally {
      child.kill('SIGKILL');
      await exited;
    }
  });
}

/** The tree ends itself when its stdin ends: with this process, however that ended. */
async function withTree(count, env, use) {
  const program = `for i in $(seq ${count}); do sleep 600 < /dev/null & done; read _; kill -9 -$$`;
  const tree = spawn('sh', ['-c', program], { env, stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  try {
    while (childrenOf(tree.pid).length < count) await sleep(20);
    return await use(tree.pid);
  } finally {
    process.kill(-tree.pid, 'SIGKILL');
  }
}

const childrenOf = (pid) =>
  (readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').match(/[0-9]+/g) ?? []).map(Number);

function requireAll(found, count) {
  if (found < count) throw new Error(`${found} of ${count} processes are in a sample`);
}
