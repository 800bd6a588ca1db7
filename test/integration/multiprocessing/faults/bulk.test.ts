/**
 * Large data that a pool copies from its workers' memory and into it: right to the last byte,
 * whatever becomes of a worker meanwhile, and by the pipe where it cannot be copied.
 *
 * JOINSCOPE_FAULT_SEED and JOINSCOPE_FAULT_MOMENTS as in `sweep.test.ts`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { BULK } from '../../../../src/main/multiprocessing/link/bulk';
import { bulkTasks, hasBulk, mayHaveBulk, MEBIBYTE, warm } from './bulk-pool';
import { type FaultCase, type Outcome, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';
import { randomFrom } from './random-from';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const SEED = Number(process.env['JOINSCOPE_FAULT_SEED'] ?? 20_261_126);
const MOMENTS = Number(process.env['JOINSCOPE_FAULT_MOMENTS'] ?? 50);
const LONG = 20 * 60_000;
/** Below which, at which and above which data is copied; several pieces; none whole. */
const SIZES = [BULK - 1, BULK, BULK + 1, MEBIBYTE, MEBIBYTE + 1, 2 * MEBIBYTE - 1, 3_333_333, 9 * MEBIBYTE];

/** Other bytes for each number. */
function filled(length: number, id: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  for (let index = 0; index < words.length; index += 1) words[index] = Math.imul(index + 1, 0x9e3779b1 ^ id);
  return new Uint8Array(words.buffer, 0, length);
}

const isSame = (one: unknown, other: Uint8Array): boolean =>
  one instanceof Uint8Array && one.length === other.length && Buffer.compare(one, other) === 0;

async function expectEchoed(fault: FaultCase, lengths: readonly number[]): Promise<void> {
  const outcomes = await Promise.all(lengths.map((length, id) => fault.call('echo', filled(length, id))));
  outcomes.forEach((outcome, id) => {
    expect(outcome.status).toBe('fulfilled');
    if (outcome.status !== 'fulfilled') return;
    expect(isSame(outcome.value, filled(lengths[id] ?? 0, id)), `${lengths[id]} bytes`).toBe(true);
  });
}

const traces = join(temporary.path, 'traces');
mkdirSync(traces);
let files = 0;
function freshFile(): string {
  files += 1;
  const path = join(traces, String(files));
  writeFileSync(path, '');
  return path;
}

interface Story {
  /** Who began which: a line each. */
  readonly path: string;
  readonly sent: readonly Uint8Array[];
  readonly outcomes: readonly Outcome[];
}

/** What did not come back as it was sent, or ran twice, or failed by anything but these; empty when nothing did. */
function wrongs({ path, sent, outcomes }: Story, mayFail: readonly string[]): readonly string[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  const runs = lines.map((line) => Number(line.split(' ')[0]));
  return outcomes.flatMap((outcome, id) => {
    const count = runs.filter((run) => run === id).length;
    if (count > 1) return `${id} ran ${count} times`;
    if (outcome.status === 'fulfilled') return isSame(outcome.value, sent[id] ?? filled(0, 0)) ? [] : `${id} is wrong`;
    const { name } = outcome.reason as Error;
    return mayFail.includes(name) ? [] : `${id}: ${String(outcome.reason)}`;
  });
}

const lossesOf = (outcomes: readonly Outcome[]): number =>
  outcomes.filter(({ status }) => status === 'rejected').length;

/** Large data mostly, small data amid it. */
function drawPayloads(random: () => number, count: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, id) =>
    filled(random() < 0.7 ? BULK + Math.floor(random() * 4 * MEBIBYTE) : Math.floor(random() * 1000), id + 1),
  );
}

/** In rounds of ten, each of which has a deadline. */
function rounds(count: number): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(count / 10) }, (_, round) =>
    Array.from({ length: Math.min(10, Math.ceil(count) - 10 * round) }, (__, turn) => 10 * round + turn),
  );
}

describe.runIf(mayHaveBulk())('large data that is copied from worker to parent and back', () => {
  it('is right to the last byte, of every size, in any order', async () => {
    await underFault({ module: bulkTasks }, async (fault) => {
      await warm(fault.pool);
      for (let turn = 0; turn < 3; turn += 1) await expectEchoed(fault, [...SIZES, 10, ...SIZES, 100_000]);
      expect(fault.pool.pids.every(hasBulk)).toBe(true);
    });
  });

  it('is several pieces, parts of one buffer, and next to what is small', async () => {
    await underFault({ module: bulkTasks, processes: 1 }, async (fault) => {
      await warm(fault.pool);
      const whole = filled(4 * MEBIBYTE, 1);
      const value = {
        parts: [whole.subarray(13, 2_000_000), whole.subarray(1_000_001)],
        small: filled(70_000, 2),
        n: [1, 2],
      };
      const outcome = await fault.call('echo', value);
      if (outcome.status !== 'fulfilled') throw outcome.reason;
      const { parts, small, n } = outcome.value as typeof value;
      expect([isSame(parts[0], whole.subarray(13, 2_000_000)), isSame(parts[1], whole.subarray(1_000_001))]).toEqual([
        true,
        true,
      ]);
      expect(parts[0]?.buffer).toBe(parts[1]?.buffer);
      expect([isSame(small, filled(70_000, 2)), n]).toEqual([true, [1, 2]]);
    });
  });

  it('is what it was when the task returned, whatever the next one does to it', async () => {
    await underFault({ module: bulkTasks, processes: 1 }, async (fault) => {
      await warm(fault.pool);
      const outcomes = await Promise.all(Array.from({ length: 60 }, (_, id) => fault.call('fillKept', id)));
      outcomes.forEach((outcome, id) => {
        const expected = new Uint8Array(3_000_001).fill(id);
        expect(outcome.status === 'fulfilled' && isSame(outcome.value, expected), `task ${id}`).toBe(true);
      });
    });
  });

  it(
    `loses one task at most, and none twice, when a worker is killed at ${MOMENTS} moments`,
    async () => {
      const random = randomFrom(SEED);
      for (const turns of rounds(MOMENTS))
        await underFault({ module: bulkTasks }, async (fault) => {
          for (const turn of turns) {
            await warm(fault.pool);
            const path = freshFile();
            const sent = drawPayloads(random, 10);
            const calls = sent.map((bytes, id) => fault.call('noteEcho', path, id, bytes));
            const victim = fault.pool.pids[random() < 0.5 ? 0 : 1] ?? 0;
            await sleep(random() * 25);
            process.kill(victim, 'SIGKILL');
            const outcomes = await Promise.all(calls);
            const where = `seed ${SEED}, turn ${turn}`;
            expect(wrongs({ path, sent, outcomes }, ['WorkerLostError']), where).toEqual([]);
            expect(lossesOf(outcomes), where).toBeLessThanOrEqual(1);
            await expect.poll(() => fault.pool.pids, { timeout: 40_000 }).not.toContain(victim);
            fault.reports.length = 0;
          }
        });
    },
    LONG,
  );

  it(
    `ends with its call, by timeout and by abort, ${MOMENTS} calls of it`,
    async () => {
      const random = randomFrom(SEED + 1);
      for (const turns of rounds(MOMENTS / 4))
        await underFault({ module: bulkTasks }, async (fault) => {
          for (const turn of turns) {
            await warm(fault.pool);
            const path = freshFile();
            const sent = drawPayloads(random, 8);
            const calls = sent.map((bytes, id) => {
              const moment = Math.ceil(random() * 25);
              const options = random() < 0.5 ? { timeout: moment } : { signal: AbortSignal.timeout(moment) };
              const ends = random() < 0.5;
              return fault.watch(
                `echo ${id}`,
                fault.pool.applyAsync('noteEcho', [path, id, bytes], ends ? options : {}).get(),
              );
            });
            const where = `seed ${SEED}, turn ${turn}`;
            const mayFail = ['TaskTimeoutError', 'TaskCancelledError', 'TimeoutError', 'AbortError'];
            expect(wrongs({ path, sent, outcomes: await Promise.all(calls) }, mayFail), where).toEqual([]);
            fault.reports.length = 0;
          }
        });
    },
    LONG,
  );

  it(
    'ends with the pool, at 12 moments',
    async () => {
      const random = randomFrom(SEED + 2);
      for (let turn = 0; turn < 12; turn += 1) {
        await underFault({ module: bulkTasks, endsPool: true }, async (fault) => {
          await warm(fault.pool);
          const path = freshFile();
          const sent = drawPayloads(random, 8);
          const calls = sent.map((bytes, id) => fault.call('noteEcho', path, id, bytes));
          await sleep(random() * 20);
          fault.pool.terminate();
          expect(
            wrongs({ path, sent, outcomes: await Promise.all(calls) }, ['PoolTerminatedError']),
            `turn ${turn}`,
          ).toEqual([]);
          await fault.pool.join();
        });
      }
    },
    LONG,
  );

  it('that was given to another thread meanwhile costs its task and no other', async () => {
    await underFault({ module: bulkTasks, processes: 1 }, async (fault) => {
      await warm(fault.pool);
      const [pid = 0] = fault.pool.pids;
      process.kill(pid, 'SIGSTOP');
      const given = new Uint8Array(new ArrayBuffer(4 * MEBIBYTE));
      const call = fault.call('sizeOf', given);
      const behind = fault.call('increment', 1);
      // It is announced, and the worker makes no room for it yet.
      for (let turn = 0; turn < 20; turn += 1) await nextTurn();
      structuredClone(given, { transfer: [given.buffer] });
      const from = performance.now();
      process.kill(pid, 'SIGCONT');
      // Another worker is given what this one did not begin, and there is nothing to give.
      expect(await call).toMatchObject({ status: 'rejected', reason: { name: 'NotCloneableError' } });
      await fault.seen((report) => report.type === 'process-joined' && report.pid === pid);
      // The channel's own doing, not that of the pool, which takes 10 s to find a worker that does not begin.
      expect(performance.now() - from).toBeLessThan(9000);
      expect(await behind).toEqual({ status: 'fulfilled', value: 2 });
    });
  });
});

describe.each(['missing', 'wrong'])('where koffi is %s', (koffi) => {
  it('large data goes by the pipe, and is as right', async () => {
    const preload = fileURLToPath(new URL('../fixtures/wrong-koffi.cjs', import.meta.url));
    const env = { JOINSCOPE_TEST_KOFFI: koffi, NODE_OPTIONS: `--require ${preload}` };
    await underFault({ module: bulkTasks, env }, async (fault) => {
      const sizes = [...SIZES, 10, 8 * MEBIBYTE, 8 * MEBIBYTE];
      await expectEchoed(fault, sizes);
      const before = [...fault.pool.pids];
      for (let turn = 0; turn < 5; turn += 1) await expectEchoed(fault, sizes);
      expect(fault.pool.pids).toEqual(before);
      // A wrong one is offered, and opened: what is wrong is found with the first data.
      expect(fault.pool.pids.map(hasBulk)).toEqual(fault.pool.pids.map(() => koffi === 'wrong' && mayHaveBulk()));
    });
  });
});
