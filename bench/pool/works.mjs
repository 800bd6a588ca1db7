/**
 * What is measured, once for all Node sides. Each checks what came back: a wrong result throws.
 * The twin for Python is `peers.py`; numbers of tasks stand in both.
 */
import assert from 'node:assert/strict';
import { cpuWork } from './works/cpu.mjs';
import { imapWork } from './works/imap.mjs';
import { killWork } from './works/kill.mjs';
import { lockWork, queueWork } from './works/sync.mjs';

const BACKLOG = 100_000;
const WINDOW_TASKS = 30_000;
const LONG_TASKS = 300_000;
const IN_FLIGHT = 64;
const PER_ITEM = 20_000;
const MAPS = 9;
const ROUND_TRIPS = 3000;
const PAYLOADS = 100;
const PAYLOAD_BYTES = 4 * 1024 * 1024;
const PAYLOADS_IN_FLIGHT = 4;

export const works = {
  /** 100 000 calls at once, all awaited: tasks a second, and CPU time of the parent a task. */
  tiny100k: (context) =>
    withPool(context, {}, async (pool) => {
      await warmUp(pool, 2000);
      const cpu = process.cpuUsage();
      const { seconds } = await timed(() => allAtOnce(pool, BACKLOG));
      const { user, system } = process.cpuUsage(cpu);
      return { value: BACKLOG / seconds, cpuMicrosecondsPerTask: (user + system) / BACKLOG };
    }),

  /** The same, but what the parent's memory grows to, nothing warmed up but the workers. */
  memory: (context) =>
    withPool(context, {}, async (pool) => {
      await warmUp(pool, 4);
      const before = process.memoryUsage.rss();
      await allAtOnce(pool, BACKLOG);
      return { value: peakMegabytes(), beforeMegabytes: before / 1e6, afterMegabytes: process.memoryUsage.rss() / 1e6 };
    }),

  tiny64: (context) => withPool(context, {}, (pool) => window(pool, WINDOW_TASKS)),
  'tiny64-long': (context) => withPool(context, {}, (pool) => window(pool, LONG_TASKS)),

  /** Our `map`; for a side without one, its own call for each item. */
  map: (context) =>
    withPool(context, {}, async (pool) => {
      await warmUp(pool, 2000);
      if (pool.map === undefined) {
        const { seconds } = await timed(() => allAtOnce(pool, PER_ITEM));
        return { value: PER_ITEM / seconds };
      }
      const numbers = Array.from({ length: BACKLOG }, (_, index) => index);
      return { value: BACKLOG / (await medianSeconds(() => checkedMap(pool, numbers))) };
    }),

  binary: (context) =>
    withPool(context, { carriesBytes: true }, async (pool) => {
      const payload = new Uint8Array(PAYLOAD_BYTES).map((_, index) => index * 31);
      const echo = (index) => checkedEcho(pool, payload, index);
      await inFlight({ count: 8, limit: PAYLOADS_IN_FLIGHT }, echo);
      const { seconds } = await timed(() => inFlight({ count: PAYLOADS, limit: PAYLOADS_IN_FLIGHT }, echo));
      return { value: (PAYLOADS * PAYLOAD_BYTES) / 1e6 / seconds };
    }),

  /** Microseconds of one call after the other: the median, and the 99th percentile beside it. */
  roundtrip: (context) =>
    withPool(context, {}, async (pool) => {
      const times = [];
      for (let index = 0; index < ROUND_TRIPS + 500; index += 1) {
        const { seconds } = await timed(() => checkedSquare(pool, index));
        if (index >= 500) times.push(seconds * 1e6);
      }
      times.sort((one, other) => one - other);
      return { value: times[ROUND_TRIPS / 2], p99Microseconds: times[Math.floor(ROUND_TRIPS * 0.99)] };
    }),

  /** Milliseconds from the making of a pool to its first result, the import of the library not in it. */
  first: async (context) => {
    const startedAt = performance.now();
    const pool = context.open();
    assert.equal(await pool.call('square', 7), 49);
    const value = performance.now() - startedAt;
    await pool.close();
    return { value, importMs: context.importMs };
  },

  cpu: (context) => withPool(context, {}, (pool) => cpuWork(pool, context.processes)),
  imap: (context) => withPool(context, {}, imapWork),
  kill: (context) => killWork(context.open()),
  queue: (context) => queueWork(context),
  lock: (context) => lockWork(context),
};

/** Tasks a second, {@link IN_FLIGHT} of them under way at any time. */
async function window(pool, count) {
  const square = (index) => checkedSquare(pool, index);
  await inFlight({ count: 3000, limit: IN_FLIGHT }, square);
  const { seconds } = await timed(() => inFlight({ count, limit: IN_FLIGHT }, square));
  return { value: count / seconds };
}

async function withPool(context, options, use) {
  const pool = context.open(options);
  const sample = await use(pool);
  await pool.close();
  return sample;
}

async function timed(work) {
  const startedAt = performance.now();
  const result = await work();
  return { seconds: (performance.now() - startedAt) / 1000, result };
}

async function medianSeconds(work) {
  const times = [];
  for (let turn = -3; turn < MAPS; turn += 1) {
    const { seconds } = await timed(work);
    if (turn >= 0) times.push(seconds);
  }
  return times.sort((one, other) => one - other)[(MAPS - 1) / 2];
}

const warmUp = (pool, tasks) => allAtOnce(pool, tasks);

async function allAtOnce(pool, count) {
  const calls = new Array(count);
  for (let index = 0; index < count; index += 1) calls[index] = pool.call('square', index);
  const results = await Promise.all(calls);
  for (let index = 0; index < count; index += 1) {
    if (results[index] !== index * index) assert.fail(`Task ${index} returned ${results[index]}`);
  }
}

async function checkedSquare(pool, index) {
  const result = await pool.call('square', index);
  if (result !== index * index) assert.fail(`Task ${index} returned ${result}`);
}

async function checkedMap(pool, numbers) {
  const results = await pool.map('square', numbers);
  assert.equal(results.length, numbers.length);
  for (let index = 0; index < numbers.length; index += 1) {
    if (results[index] !== index * index) assert.fail(`Item ${index} became ${results[index]}`);
  }
}

/** Each echo has a mark of its own at the start, so that two that are mixed up are seen. */
async function checkedEcho(pool, payload, index) {
  payload[0] = index;
  const returned = pool.call('echo', payload);
  const bytes = await returned;
  assert.ok(bytes instanceof Uint8Array, 'bytes came back as something else');
  assert.equal(bytes.length, PAYLOAD_BYTES);
  for (let at = 1; at < PAYLOAD_BYTES; at += 65_521) assert.equal(bytes[at], payload[at]);
}

/** Keeps `limit` calls under way until `count` are done. */
async function inFlight({ count, limit }, call) {
  let next = 0;
  const lane = async () => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: limit }, lane));
}

/** The most that this process ever had in memory. `maxRSS` is in KiB. */
const peakMegabytes = () => (process.resourceUsage().maxRSS * 1024) / 1e6;
