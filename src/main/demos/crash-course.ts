import { type Pool, sendSignal, WorkerLostError } from '../multiprocessing';
import { type Demo, type DemoTasks, withPool } from './demo';
import { primesBelow } from './primes';
import type { Range } from './tasks';

/** Each takes about a tenth of a second. */
const RANGES = 200;
const RANGE_SIZE = 200_000;
/** Shares of the work after which something happens. */
const THROW_AT = 0.2;
const KILL_AT = 0.45;
const EXIT_AT = 0.7;
/** A range is counted anew when its worker was lost; a worker is lost three times here. */
const MAX_ATTEMPTS = 5;

type Say = (line: string) => void;

/**
 * Four ways for a worker to end, while the pool goes on: one throws, one is killed, one exits
 * with 3, and the others end well. No work is lost: what a lost worker held is counted again.
 */
export const crashCourse: Demo = async ({ workers, scale, say }) => {
  const size = Math.max(1, Math.round(RANGE_SIZE * scale));
  const limit = size * RANGES;
  say(`Counting the primes below ${limit} on ${workers} workers, three of which will not end well`);
  const found = await withPool({ workers, name: 'crash-course' }, async (pool) => {
    const ranges = Array.from({ length: RANGES }, (_, index) => ({ from: index * size, to: (index + 1) * size }));
    let done = 0;
    const counts = await Promise.all(
      ranges.map(async (range, index) => {
        // In the queue with the work, so that they come when it is their turn.
        if (index === RANGES * THROW_AT) void loseWorker(pool, 'throwUncaught', say);
        if (index === RANGES * EXIT_AT) void loseWorker(pool, 'exitWith', say);
        const count = await countSurely(pool, range);
        done += 1;
        if (done === RANGES * KILL_AT) killWorker(pool, say);
        return count;
      }),
    );
    return counts.reduce((total, count) => total + count, 0);
  });
  const expected = primesBelow(limit);
  const isRight = found === expected;
  say(`primes below ${limit} = ${found}, ${isRight ? 'as' : `but ${expected} by`} the sieve of Eratosthenes`);
  return isRight;
};

/** Counting twice does no harm, so a lost task may simply be submitted again. */
async function countSurely(pool: Pool<DemoTasks>, range: Range): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await pool.apply('countPrimes', [range]);
    } catch (error) {
      if (!(error instanceof WorkerLostError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

function killWorker(pool: Pool<DemoTasks>, say: Say): void {
  const [pid] = pool.pids;
  if (pid === undefined) return;
  say(`This program kills its worker with pid ${pid}`);
  sendSignal(pid, 'SIGKILL');
}

/** A task that its worker does not survive: it settles all the same. */
async function loseWorker(pool: Pool<DemoTasks>, how: 'throwUncaught' | 'exitWith', say: Say): Promise<void> {
  const task = how === 'exitWith' ? pool.apply(how, [3]) : pool.apply(how, []);
  const error: unknown = await task.catch((reason: unknown) => reason);
  if (!(error instanceof WorkerLostError)) throw new Error(`Expected a lost worker, found ${String(error)}`);
  say(error.message);
}
