/**
 * Workers that hold back what they have to say, because tiny tasks follow each other: what
 * they have said is known whatever becomes of them, and to nobody too late.
 *
 * JOINSCOPE_FAULT_SEED and JOINSCOPE_FAULT_MOMENTS as in `sweep.test.ts`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Pool } from '../../../../src/main/multiprocessing';
import { NO_RESTART_LIMIT } from './fault-case';
import { heat, hotTasks, mayHaveJournals } from './hot-pool';
import { expectNothingLeft, holdings, privateTemporaryFolder } from './leak-check';
import { randomFrom } from './random-from';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const SEED = Number(process.env['JOINSCOPE_FAULT_SEED'] ?? 20_261_126);
const MOMENTS = Number(process.env['JOINSCOPE_FAULT_MOMENTS'] ?? 20);
const LONG = 20 * 60_000;

const traces = join(temporary.path, 'traces');
mkdirSync(traces);
let files = 0;
function freshFile(): string {
  files += 1;
  return join(traces, String(files));
}

/** As `underFault`, of workers that have a journal. Its deadline is the test's own. */
async function underHeat(processes: number, test: (pool: Pool) => Promise<void>): Promise<void> {
  const before = holdings();
  const pool = new Pool({ module: hotTasks, processes, restartLimit: NO_RESTART_LIMIT });
  onTestFinished(() => pool.terminate());
  await heat(processes, () => pool.apply('later', [0]));
  await test(pool);
  const items = Array.from({ length: 100 }, (_, index) => index);
  await expect(pool.map('increment', items)).resolves.toEqual(items.map((item) => item + 1));
  pool.terminate();
  await pool.join();
  await expectNothingLeft(before);
}

/**
 * What is not as it was promised of these tasks; an empty list when all is: none ran twice,
 * each that returned ran, and what was lost is what its worker ran last, or did not begin any more.
 */
function wrongs(path: string, outcomes: readonly PromiseSettledResult<unknown>[]): string[] {
  const { runs, last } = readTrace(path);
  return outcomes.flatMap((outcome, id) => {
    const pids = runs.get(id) ?? [];
    if (pids.length > 1) return `${id} ran ${pids.length} times`;
    if (outcome.status === 'rejected') {
      const [pid = 0] = pids;
      return pids.length === 0 || last.get(pid) === id ? [] : `${id} was lost, but ${last.get(pid)} ran last`;
    }
    return outcome.value === id && pids.length === 1
      ? []
      : `${id} returned ${String(outcome.value)}, ran ${pids.length} times`;
  });
}

/** Who ran each task, and what each worker began last. */
function readTrace(path: string) {
  const runs = new Map<number, number[]>();
  const last = new Map<number, number>();
  for (const line of readFileSync(path, 'utf8').split('\n').slice(0, -1)) {
    const [mark, ...numbers] = line.split(' ');
    const [id = -1, pid = -1] = numbers.map(Number);
    if (mark !== '+') continue;
    runs.set(id, [...(runs.get(id) ?? []), pid]);
    last.set(pid, id);
  }
  return { runs, last };
}

const lossesOf = (outcomes: readonly PromiseSettledResult<unknown>[]): readonly Error[] =>
  outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));

describe.runIf(mayHaveJournals())('a worker amid tiny tasks', () => {
  it(
    `loses nothing but the task that ran when it is killed, at ${MOMENTS} moments`,
    async () => {
      const random = randomFrom(SEED);
      await underHeat(2, async (pool) => {
        for (let turn = 0; turn < MOMENTS; turn += 1) {
          await heat(2, () => pool.apply('later', [0]));
          const path = freshFile();
          const ids = Array.from({ length: 300 }, (_, index) => index);
          let settled = 0;
          const killAt = 1 + Math.floor(random() * 250);
          const wait = random() * 0.4;
          const victim = pool.pids[random() < 0.5 ? 0 : 1] ?? 0;
          const outcomes = await Promise.allSettled(
            ids.map(async (id) => {
              const result = await pool.apply('note', [path, id]);
              settled += 1;
              if (settled === killAt) killAfter(victim, wait);
              return result;
            }),
          );
          const losses = lossesOf(outcomes);
          const where = `seed ${SEED}, turn ${turn}`;
          expect(wrongs(path, outcomes), where).toEqual([]);
          expect(losses.length, `${where}: ${losses.join(', ')}`).toBeLessThanOrEqual(1);
          for (const loss of losses) expect(loss.name, where).toBe('WorkerLostError');
          await expect.poll(() => pool.pids, { timeout: LONG }).not.toContain(victim);
        }
      });
    },
    LONG,
  );

  it.each(['SIGKILL', 'SIGSEGV', 'abort', 'exit', 'garbage'])(
    'that ends itself by %s loses exactly that task',
    async (how) => {
      const random = randomFrom(SEED);
      await underHeat(2, async (pool) => {
        for (let turn = 0; turn < 3; turn += 1) {
          await heat(2, () => pool.apply('later', [0]));
          const path = freshFile();
          const ids = Array.from({ length: 300 }, (_, index) => index);
          const fatal = Math.floor(random() * ids.length);
          const outcomes = await Promise.allSettled(
            ids.map((id) => (id === fatal ? pool.apply('die', [path, id, how]) : pool.apply('note', [path, id]))),
          );
          expect(wrongs(path, outcomes)).toEqual([]);
          const lost = ids.filter((id) => outcomes[id]?.status === 'rejected');
          expect(lost).toEqual([fatal]);
          expect(lossesOf(outcomes)[0]?.name).toBe('WorkerLostError');
        }
      });
    },
  );

  it.each(['block', 'watch'])('does not keep the earlier results back while a long task runs: %s', async (long) => {
    await underHeat(1, async (pool) => {
      for (let turn = 0; turn < 5; turn += 1) {
        const gate = freshFile();
        const trace = freshFile();
        const before = Array.from({ length: 60 }, (_, id) => pool.apply('note', [trace, id]));
        let isOver = false;
        const held = pool.apply(long, [gate]).finally(() => (isOver = true));
        const behind = pool.apply('note', [trace, 99]);
        await expect(Promise.all(before)).resolves.toEqual(Array.from({ length: 60 }, (_, id) => id));
        expect(isOver).toBe(false);
        writeFileSync(gate, '');
        await expect(held).resolves.toBe(long === 'block' ? 'blocked' : 'awaited');
        await expect(behind).resolves.toBe(99);
      }
    });
  });

  it('that runs for too long after tiny tasks is ended, and nothing else', async () => {
    await underHeat(1, async (pool) => {
      const never = freshFile();
      const trace = freshFile();
      const before = Array.from({ length: 60 }, (_, id) => pool.apply('note', [trace, id]));
      const long = pool.applyAsync('block', [never], { timeout: 100 }).get();
      const behind = Array.from({ length: 60 }, (_, id) => pool.apply('note', [trace, 60 + id]));
      await expect(long).rejects.toMatchObject({ name: 'TaskTimeoutError' });
      const ids = Array.from({ length: 120 }, (_, id) => id);
      expect(wrongs(trace, await Promise.allSettled([...before, ...behind]))).toEqual([]);
      await expect(Promise.all([...before, ...behind])).resolves.toEqual(ids);
    });
  });
});

/** Within this turn of the loop: nothing that came meanwhile is read before. */
function killAfter(pid: number, wait: number): void {
  const from = performance.now();
  while (performance.now() - from < wait);
  process.kill(pid, 'SIGKILL');
}
