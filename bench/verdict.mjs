/**
 * From the end of a process, as the kernel dates it, to its verdict in the hands of the window; and
 * from the moment when nothing moves any more to the hang that is told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { own } from '../scripts/bench/compare-many.mjs';
import { inProject } from '../scripts/setup/project.mjs';

export const about = 'from the end of a process to its verdict, from a standstill to its hang';

/** Ends by all sorts of causes, one every 50 ms; `python3` is in none, because its start would be timed as well. */
const ENDS = ['exit 0', 'exit 3', 'kill -9 $$', 'kill -TERM $$', 'kill -SEGV $$', 'joinscope-no-such-command'];
const ROUNDS = 4;
const program = `for i in $(seq ${ROUNDS}); do ${ENDS.map((end) => `sh -c '${end}'; sleep 0.05`).join('; ')}; done 2>/dev/null; exit 0`;
/** One of each kind: `fixtures/hangs.py`. */
const HANGS = [
  'join-before-drain',
  'lock-cycle',
  'lock-holder-died',
  'pool-task-lost',
  'get-without-producer',
  'blocked-on-full-pipe',
];
/** After it a hang counts as not found. */
const HANG_LIMIT_S = 30;
/** The shell's children, a `sleep` after each, `seq`, and the shell. */
const LEAST_VERDICTS = ROUNDS * ENDS.length * 2;

export async function withBenchmarks(env, use) {
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const { createRunService } = await bundled('src/main/runs/create-run-service.ts');
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-bench-'));
  const service = createRunService({ version: '0.1.0', folder });
  try {
    await use([
      lineOf(() => sampleOf(service, kept)),
      ...HANGS.map((kind) => hangLineOf(kind, () => hangSampleOf(service, { kind, env: kept }))),
    ]);
  } finally {
    await service.stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

const lineOf = (sample) => ({
  name: 'verdict/latency',
  title: 'from the end of a process to its first verdict, in the batch that a window gets',
  unit: 'ms',
  better: 'lower',
  repeats: 5,
  warmUps: 1,
  sides: [{ name: 'ours', kind: 'ours', sample }],
  goals: [own('at most 300 ms, the slowest of a run', ({ slowest }) => slowest, { most: 300 })],
  extras: [
    ['slowest', 'slowest', 'ms'],
    ['verdicts', 'verdicts', ''],
  ],
});

const hangLineOf = (kind, sample) => ({
  name: `verdict/hang-${kind}`,
  title: `${kind}: from the last move of its processes until it is told`,
  unit: 'ms',
  better: 'lower',
  repeats: 5,
  warmUps: 0,
  sides: [{ name: 'ours', kind: 'ours', sample }],
  goals: [own('at most 3000 ms', ({ value }) => value, { most: 3000 })],
  extras: [],
});

/** @throws where the hang was not found, or another was. */
async function hangSampleOf(service, { kind, env }) {
  const argv = ['python3', inProject('bench', 'fixtures', 'hangs.py'), kind];
  const run = await service.startCommand(
    { argv, cwd: inProject(), env, shell: false, timeoutMs: HANG_LIMIT_S * 1000 },
    { record: false },
  );
  const told = await new Promise((resolve) => {
    run.onBatch(({ events }) => {
      const hang = events.find(({ type }) => type === 'hang');
      if (hang !== undefined) resolve(hang);
    });
    void run.ended.then(() => resolve(undefined));
  });
  run.stop('kill');
  await run.ended;
  service.close(run.id);
  if (told?.kind !== kind) throw new Error(`Expected the hang ${kind}, found ${told?.kind ?? 'none'}`);
  return { value: told.t - told.sinceMs, load: loadNow() };
}

const loadNow = () => Math.round(loadavg()[0] * 10) / 10;

async function sampleOf(service, env) {
  const run = await service.startCommand(
    { argv: ['sh', '-c', program], cwd: inProject(), env, shell: false },
    { record: false, probes: false },
  );
  let began = 0;
  const endedAt = new Map();
  const first = new Map();
  run.onBatch(({ events }) => {
    const now = performance.timeOrigin + performance.now();
    for (const event of events) {
      if (event.type === 'run-started') began = event.startedAt;
      if (event.type === 'process-exited') endedAt.set(event.pid, began + event.t);
      if (event.type === 'verdict' && !first.has(event.pid)) first.set(event.pid, now - endedAt.get(event.pid));
    }
  });
  await run.ended;
  service.close(run.id);
  const latencies = [...first.values()].sort((one, other) => one - other);
  if (latencies.length < LEAST_VERDICTS)
    throw new Error(`Expected ${LEAST_VERDICTS} verdicts, found ${latencies.length}`);
  const value = latencies[Math.floor(latencies.length / 2)];
  return { value, slowest: latencies.at(-1), verdicts: latencies.length, load: loadNow() };
}

/** A module of the main process by itself; it finds the built companion from below the project. */
async function bundled(entry) {
  const outDir = inProject('out', 'test-bench');
  await build({
    configFile: false,
    logLevel: 'error',
    root: inProject(),
    build: { ssr: inProject(entry), outDir, rolldownOptions: { output: { entryFileNames: 'verdict.mjs' } } },
  });
  return import(pathToFileURL(join(outDir, 'verdict.mjs')).href);
}
