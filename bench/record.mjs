/** How fast a recording is written and opened, and how large it is. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'vite';
import { own } from '../scripts/bench/compare-many.mjs';
import { inProject } from '../scripts/setup/project.mjs';

export const about = 'recordings: written, opened, their size, a day of samples';

const EVENTS = 1_000_000;
const MB = 1e6;

export async function withBenchmarks(env, use) {
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  try {
    const program = await bundled();
    const run = async (...words) => {
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { env: kept });
      return { ...JSON.parse(stdout), load: Math.round(loadavg()[0] * 10) / 10 };
    };
    const written = join(folder, 'written.joinscope');
    await use([writeLine(run, written), openLine(run, written), dayLine(run, join(folder, 'day.joinscope'))]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const line = (rest) => ({ repeats: 3, warmUps: 0, ...rest });

const writeLine = (run, path) =>
  line({
    name: 'record/write',
    title: `${EVENTS} events of a busy pool, 200 000 a second`,
    unit: 'events/s',
    better: 'higher',
    sides: [
      {
        name: 'ours',
        kind: 'ours',
        sample: async () => {
          const told = await run('write', path, String(EVENTS));
          if (told.problems.length > 0) throw new Error(`Expected a whole recording, found ${told.problems.join()}`);
          return { ...told, value: told.perBusySecond };
        },
      },
    ],
    goals: [
      own('at least 200 000 events a second', ({ value }) => value, { least: 200_000 }),
      own('main loop late by at most 20 ms (p99)', ({ lagP99 }) => lagP99, { most: 20 }),
      own('at most 12 bytes an event, packed', ({ packedAnEvent }) => packedAnEvent, { most: 12 }),
    ],
    extras: [
      ['lagP99', 'lag p99', 'ms'],
      ['bytesAnEvent', 'an event', 'bytes'],
      ['packedAnEvent', 'packed', 'bytes'],
    ],
  });

const openLine = (run, path) =>
  line({
    name: 'record/open',
    title: `the same recording opened, until the last batch`,
    unit: 'ms',
    better: 'lower',
    sides: [
      {
        name: 'ours',
        kind: 'ours',
        sample: async () => {
          await run('write', path, String(EVENTS));
          const told = await run('open', path);
          return { ...told, value: told.wholeMs };
        },
      },
    ],
    goals: [
      own('the first batch within 3 s', ({ firstMs }) => firstMs, { most: 3000 }),
      own('whole within 6 s', ({ value }) => value, { most: 6000 }),
      own('at most 400 MB', ({ peakMB }) => peakMB, { most: 400 }),
    ],
    extras: [
      ['firstMs', 'first', 'ms'],
      ['peakMB', 'memory', 'MB'],
    ],
  });

const dayLine = (run, path) =>
  line({
    name: 'record/day',
    title: '24 hours of 50 processes, two samples a second: opened',
    unit: 'ms',
    better: 'lower',
    repeats: 1,
    sides: [
      {
        name: 'ours',
        kind: 'ours',
        sample: async () => {
          rmSync(path, { force: true });
          const { bytes } = await run('day', path, '24');
          const told = await run('open', path);
          return { ...told, fileMB: bytes / MB, value: told.wholeMs };
        },
      },
    ],
    goals: [
      own('a file of at most 1 GB', ({ fileMB }) => fileMB, { most: 1000 }),
      own('at most 500 MB of memory', ({ peakMB }) => peakMB, { most: 500 }),
    ],
    extras: [
      ['fileMB', 'file', 'MB'],
      ['peakMB', 'memory', 'MB'],
    ],
  });

async function bundled() {
  const outDir = inProject('out', 'test-bench');
  await build({
    configFile: false,
    logLevel: 'error',
    root: inProject(),
    build: {
      ssr: inProject('bench', 'record', 'program.mjs'),
      outDir,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'record.mjs' } },
    },
  });
  return join(outDir, 'record.mjs');
}
