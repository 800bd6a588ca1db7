/** Writes and opens recordings in a process of its own, so that nothing but that is in its memory. Built by `bench/record.mjs`. */
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import { readRecording, windowLimits } from '../../src/main/record/read-recording.ts';
import { RecordingWriter } from '../../src/main/record/recording-writer.ts';
import { RecordedRun } from '../../src/main/runs/recorded-run.ts';

const BATCH_MS = 100;
const [mode, path, amount] = process.argv.slice(2);
const header = { format: 'joinscope', schema: 2, runId: 'bench', title: 'bench', startedAt: 0, version: '0.1.0' };

/** A pool of four at work: of three events of each task, every eighth is a depth, and samples twice a second. */
function* work(count) {
  const pids = [101, 102, 103, 104];
  yield { type: 'process-started', t: 0, pid: 100, ppid: 1, name: 'main', argv: ['python3', 'p.py'], seenBy: 'kernel' };
  for (const pid of pids)
    yield { type: 'process-started', t: 1, pid, ppid: 100, name: `worker-${pid - 100}`, seenBy: 'kernel' };
  yield { type: 'pool-opened', t: 2, pool: 'Pool-1', pid: 100, size: 4 };
  for (let made = 6, task = 0; made < count; task += 1) {
    const t = Math.round(task * 0.15 * 1000) / 1000;
    const pid = pids[task % 4];
    yield { type: 'task-submitted', t, pool: 'Pool-1', task, label: 'isPrime' };
    yield { type: 'task-started', t, pool: 'Pool-1', task, pid };
    yield { type: 'task-finished', t, pool: 'Pool-1', task, pid, runMs: 0.6, waitMs: 1.2 };
    made += 3;
    if (task % 3 === 0) {
      yield { type: 'queue-depth', t, queue: 'tasks', depth: task % 997, puts: task, gets: task };
      made += 1;
    }
  }
}

/** Hours, two samples a second of 50 processes, each with every figure that Linux tells and figures that move as real ones do. */
function* day(hours) {
  for (let pid = 100; pid < 150; pid += 1)
    yield {
      type: 'process-started',
      t: 0,
      pid,
      ppid: pid === 100 ? 1 : 100,
      name: `worker-${pid - 100}`,
      seenBy: 'kernel',
    };
  for (let half = 1; half <= hours * 7200; half += 1) {
    const rows = [];
    for (let pid = 100; pid < 150; pid += 1) {
      const cpu = Math.round((50 + 49 * Math.sin(half / 40 + pid)) * 10) / 10;
      rows.push({
        pid,
        cpu,
        cpuMs: half * 250 + pid,
        rss: 50_000_000 + ((half * pid) % 4096) * 4096,
        threads: 4,
        state: cpu > 30 ? 'R' : 'S',
        coreWaitMs: Math.round(half * 13.7 * 10) / 10 + pid,
        voluntary: half * 11 + pid,
        involuntary: half * 3 + pid,
        readBytes: half * 5000 + pid,
        writtenBytes: half * 4000 + pid,
      });
    }
    yield { type: 'sample', t: half * 500, rows };
  }
}

async function write() {
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  const problems = [];
  const writer = await RecordingWriter.open(path, header, {
    onProblem: ({ id, values }) => problems.push(`${id} ${values.reason ?? ''}`),
  });
  const perBatch = (200_000 * BATCH_MS) / 1000;
  const batches = [];
  for (const event of work(Number(amount))) {
    if (batches.length === 0 || batches.at(-1).length === perBatch) batches.push([]);
    batches.at(-1).push(event);
  }
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  let busyMs = 0;
  const began = performance.now();
  for (const [index, batch] of batches.entries()) {
    const due = began + index * BATCH_MS;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    // As the stream delivers them: a batch is at most 5000 events, and others get their turn in between.
    for (let from = 0; from < batch.length; from += 5000) {
      const before = performance.now();
      writer.append(batch.slice(from, from + 5000));
      busyMs += performance.now() - before;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  await writer.close();
  const wallMs = performance.now() - began;
  lag.disable();
  const bytes = readFileSync(path);
  const events = Number(amount);
  return {
    perSecond: (events * 1000) / wallMs,
    perBusySecond: (events * 1000) / busyMs,
    lagP99: lag.percentile(99) / 1e6,
    bytesAnEvent: bytes.length / events,
    packedAnEvent: gzipSync(bytes).length / events,
    problems,
  };
}

async function writeDay() {
  const writer = await RecordingWriter.open(path, header);
  let batch = [];
  for (const event of day(Number(amount))) {
    batch.push(event);
    if (batch.length < 50) continue;
    writer.append(batch);
    batch = [];
    await new Promise((resolve) => setImmediate(resolve));
  }
  writer.append(batch);
  await writer.close();
  return { bytes: statSync(path).size };
}

async function open() {
  const began = performance.now();
  const { header: read, events } = await readRecording(path, windowLimits);
  const run = new RecordedRun({ id: read.runId, title: read.title, path }, events);
  let firstMs;
  let received = 0;
  run.onBatch((batch) => {
    firstMs ??= performance.now() - began;
    received += batch.events.length;
  });
  await run.ended;
  return {
    firstMs,
    wholeMs: performance.now() - began,
    received,
    peakMB: process.resourceUsage().maxRSS / 1024,
    held: run.replay().events.length,
    model: run.model.events,
  };
}

console.log(JSON.stringify(await { write, day: writeDay, open }[mode]()));
