/**
 * Kills and ends at any moment: every task settles, none runs twice, none is lost but what
 * ran in a worker that was killed.
 *
 * The moments are drawn from a seed. JOINSCOPE_FAULT_SEED repeats a draw or takes another,
 * JOINSCOPE_FAULT_MOMENTS=5000 makes a wide sweep of it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { type FaultCase, type Outcome, underFault } from './fault-case';
import { privateTemporaryFolder } from './leak-check';
import { randomFrom } from './random-from';

const temporary = privateTemporaryFolder();
afterAll(temporary.remove);

const SEED = Number(process.env['JOINSCOPE_FAULT_SEED'] ?? 20_261_125);
const MOMENTS = Number(process.env['JOINSCOPE_FAULT_MOMENTS'] ?? 220);
const WORKERS = [1, 2, 5, 13];
const LONG = 20 * 60_000;

/** Share of the moments that each number of workers gets: many workers cost many starts. */
const KILLS = { 1: 0.18, 2: 0.25, 5: 0.15, 13: 0.1 } as Readonly<Record<number, number>>;
const ENDS = { 1: 0.12, 2: 0.12, 5: 0.05, 13: 0.03 } as Readonly<Record<number, number>>;

interface Noted {
  readonly id: number;
  readonly outcome: Promise<Outcome>;
}

let nextId = 0;

/** A mixed load: tasks that note that they ran, at once or after a while; busy ones; large ones; ones that fail. */
function load(fault: FaultCase, notes: string, random: () => number): readonly Noted[] {
  return Array.from({ length: 24 }, () => {
    nextId += 1;
    const id = nextId;
    const kind = random();
    if (kind < 0.5) return { id, outcome: fault.call('noteRun', notes, id, 0) };
    if (kind < 0.7) return { id, outcome: fault.call('noteRun', notes, id, Math.ceil(random() * 5)) };
    if (kind < 0.8) return { id: 0, outcome: fault.call('spin', random() * 4) };
    if (kind < 0.9) return { id: 0, outcome: fault.call('sizeOf', new Uint8Array(random() * 300_000)) };
    return { id: 0, outcome: fault.call('fail') };
  });
}

/** Half of the moments by time, half by what happens: a busy machine does not move the latter. */
async function moment(fault: FaultCase, random: () => number, most: number): Promise<void> {
  if (random() < 0.5) {
    await sleep(random() * most);
    return;
  }
  const event = fault.reports.length + Math.floor(random() * 60);
  const deadline = sleep(most * 4);
  await Promise.race([deadline, fault.seen(() => fault.reports.length >= event)]);
}

/** No task ran twice, and each that returned ran. */
async function expectRanOnce(notes: string, tasks: readonly Noted[]): Promise<void> {
  const ran = readFileSync(notes, 'utf8').split('\n').slice(0, -1).map(Number);
  expect(ran).toHaveLength(new Set(ran).size);
  for (const { id, outcome } of tasks) {
    if (id === 0 || (await outcome).status === 'rejected') continue;
    expect(ran).toContain(id);
  }
}

/** The second, when two workers ended one after the other before they had begun the task. */
const LOST_WITH_ITS_WORKER = ['WorkerLostError', 'PoisonTaskError'];

/** What a task may reject with when nothing but a kill went wrong. */
const lossesAmong = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' && (outcome.reason as Error).name !== 'RemoteTaskError'
      ? [(outcome.reason as Error).name]
      : [],
  );

function notesFile(name: string): string {
  const path = join(temporary.path, name);
  writeFileSync(path, '');
  return path;
}

describe.each(WORKERS)('with %i workers', (processes) => {
  const kills = Math.ceil(MOMENTS * (KILLS[processes] ?? 0));
  const ends = Math.ceil(MOMENTS * (ENDS[processes] ?? 0));

  it(
    `one is killed at ${kills} moments`,
    async () => {
      const random = randomFrom(SEED + processes);
      const notes = notesFile(`kills-${processes}`);
      await underFault({ processes }, async (fault) => {
        for (let turn = 0; turn < kills; turn += 1) {
          const tasks = load(fault, notes, random);
          await moment(fault, random, 40);
          const { pids } = fault.pool;
          const victim = pids[Math.floor(random() * pids.length)];
          if (victim !== undefined) process.kill(victim, 'SIGKILL');
          const outcomes = await Promise.all(tasks.map(({ outcome }) => outcome));
          const losses = lossesAmong(outcomes);
          expect(losses.length, `seed ${SEED}, turn ${turn}: ${losses.join(', ')}`).toBeLessThanOrEqual(1);
          for (const loss of losses) expect(LOST_WITH_ITS_WORKER).toContain(loss);
          fault.reports.length = 0;
          if (turn % 20 === 19) await expectRanOnce(notes, tasks);
        }
      });
    },
    LONG,
  );

  it(
    `the pool is ended at ${ends} moments`,
    async () => {
      const random = randomFrom(SEED - processes);
      for (let turn = 0; turn < ends; turn += 1) {
        const ending = random() < 0.75 ? 'terminate' : 'close';
        const notes = notesFile(`ends-${processes}-${turn}`);
        await underFault({ processes, endsPool: true }, async (fault) => {
          const tasks = load(fault, notes, random);
          await moment(fault, random, 200);
          fault.pool[ending]();
          const outcomes = await Promise.all(tasks.map(({ outcome }) => outcome));
          const others = lossesAmong(outcomes).filter((loss) => ending === 'close' || loss !== 'PoolTerminatedError');
          expect(others, `seed ${SEED}, turn ${turn}`).toEqual([]);
          await fault.pool.join();
          await expectRanOnce(notes, tasks);
        });
      }
    },
    LONG,
  );

  // loky's test_crash_races: whoever runs kills whoever it finds.
  it('they kill each other', async () => {
    await underFault({ processes }, async (fault) => {
      const pids = await Promise.all(Array.from({ length: 4 * processes }, () => fault.call('pid')));
      const known = pids.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value as number] : []));
      const calls = Array.from({ length: 3 * processes }, (_, index) =>
        fault.call('killFriend', known[index % known.length]),
      );
      const losses = lossesAmong(await Promise.all(calls));
      for (const loss of losses) expect(LOST_WITH_ITS_WORKER).toContain(loss);
    });
  });
});
