/**
 * `demo-program.js NAME [--workers N] [--seed N] [--scale X]`: runs one demo as a program of
 * its own, which is watched like any other.
 *
 * Exit status: 0 when the result is right, 1 when it is not, 2 for a wrong command line.
 */
import { parseArgs } from 'node:util';
import { type DemoName, demoNameSchema, demoNames } from '../../shared/demos';
import { nameProcess } from '../multiprocessing';
import { crashCourse } from './crash-course';
import type { Demo, DemoOptions } from './demo';
import { monteCarlo } from './monte-carlo';
import { primes } from './primes';
import { producerConsumer } from './producer-consumer';
import { uneven } from './uneven';

const DEMOS: Readonly<Record<DemoName, Demo>> = {
  primes,
  'monte-carlo': monteCarlo,
  'producer-consumer': producerConsumer,
  uneven,
  'crash-course': crashCourse,
};

const MAX_WORKERS = 256;

interface Request {
  readonly demo: Demo;
  readonly options: Omit<DemoOptions, 'say'>;
}

/** @throws {Error} that says what was expected and what was found. */
function parseRequest(args: readonly string[]): Request {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      workers: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      scale: { type: 'string', default: '1' },
    },
  });
  const name = demoNameSchema.safeParse(positionals[0]);
  if (!name.success || positionals.length !== 1) {
    throw new RangeError(`Expected one of ${demoNames.join(', ')}, found ${positionals.join(' ') || 'nothing'}`);
  }
  return {
    demo: DEMOS[name.data],
    options: {
      workers: numberOf('--workers', values.workers, { least: 1, most: MAX_WORKERS, isWhole: true }),
      seed: numberOf('--seed', values.seed, { least: 0, most: 2 ** 31, isWhole: true }),
      scale: numberOf('--scale', values.scale, { least: 0.001, most: 100, isWhole: false }),
    },
  };
}

function numberOf(
  option: string,
  given: string,
  { least, most, isWhole }: { readonly least: number; readonly most: number; readonly isWhole: boolean },
): number {
  const value = Number(given);
  if (given.trim() !== '' && value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
  throw new RangeError(
    `${option}: expected a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}, found ${given}`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  let request: Request;
  try {
    request = parseRequest(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`demo-program: ${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  nameProcess('main');
  return (await request.demo({ ...request.options, say })) ? 0 : 1;
}

process.exitCode = await main();
