import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds } from '../../shared/units';
import { Process } from '../multiprocessing';
import { type Demo, tasksModule, withPool } from './demo';
import { primesBelow } from './primes';

const SECOND: Milliseconds = 1000;
const RANGES = 60;
const RANGE_SIZE = 100_000;

interface Pupil {
  readonly process: Process;
  readonly expected: number;
  readonly says: string;
}

/**
 * Four ways for a process to end, while a pool goes on working: one throws, one is killed,
 * one exits with 3, one ends well.
 */
export const crashCourse: Demo = async ({ workers, scale, say }) => {
  const pupils = pupilsOf(scale);
  for (const { process } of pupils) {
    await process.start();
    say(`${process.name} works as pid ${process.pid ?? 0}`);
  }
  const poolWorkers = Math.max(1, Math.floor(workers / 2));
  const counting = withPool({ workers: poolWorkers, name: 'steady' }, async (pool) => {
    const ranges = Array.from({ length: RANGES }, (_, index) => {
      const from = index * RANGE_SIZE;
      return { from, to: from + Math.max(1, Math.round(RANGE_SIZE * Math.min(1, scale))) };
    });
    const counts = await pool.map('countPrimes', ranges, { chunkSize: 1 });
    return counts.reduce((total, count) => total + count, 0);
  });
  const killing = killSecond(pupils, { after: 5 * SECOND * scale, say });
  const areAsExpected = await joinAll(pupils, say);
  await killing;
  const count = await counting;
  const isRight = scale < 1 || count === primesBelow(RANGES * RANGE_SIZE);
  say(`Meanwhile the pool counted ${count} primes${isRight ? '' : ', which is wrong'}`);
  return areAsExpected && isRight;
};

function pupilsOf(scale: number): readonly Pupil[] {
  const module = tasksModule();
  const after = (seconds: number): Milliseconds => seconds * SECOND * scale;
  return [
    {
      process: new Process({ module, target: 'throwError', args: [after(4)], name: 'throws' }),
      expected: 1,
      says: 'threw an error that nobody caught',
    },
    {
      process: new Process({ module, target: 'workForever', name: 'killed' }),
      expected: -9,
      says: 'was killed by this program, with SIGKILL',
    },
    {
      process: new Process({ module, target: 'exitWith', args: [after(6), 3], name: 'exits-3' }),
      expected: 3,
      says: 'chose exit status 3 itself',
    },
    {
      process: new Process({ module, target: 'endWell', args: [after(8)], name: 'ends-well' }),
      expected: 0,
      says: 'did its work and returned',
    },
  ];
}

async function killSecond(
  pupils: readonly Pupil[],
  { after, say }: { readonly after: Milliseconds; readonly say: (line: string) => void },
): Promise<void> {
  const victim = pupils.find(({ process }) => process.name === 'killed');
  await sleep(after);
  say('Now this program kills one of its children');
  victim?.process.kill();
}

async function joinAll(pupils: readonly Pupil[], say: (line: string) => void): Promise<boolean> {
  let areAsExpected = true;
  for (const { process, expected, says } of pupils) {
    const exitCode = await process.join();
    const isExpected = exitCode === expected;
    say(`${process.name} ended with ${exitCode ?? 0}: ${isExpected ? `it ${says}` : `expected ${expected}`}`);
    areAsExpected &&= isExpected;
  }
  return areAsExpected;
}
