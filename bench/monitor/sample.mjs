/** CPU time of one sample of a tree of sleepers, by each side, in milliseconds. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
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
    while (childrenOf(tree.pid) < count) await sleep(20);
    return await use(tree.pid);
  } finally {
    process.kill(-tree.pid, 'SIGKILL');
  }
}

const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ').length;

function requireAll(found, count) {
  if (found < count) throw new Error(`${found} of ${count} processes are in a sample`);
}
