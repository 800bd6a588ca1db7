/**
 * One fault: a pool, calls that are under way, a deadline, and what must be true afterwards.
 *
 * loky and CPython test their pools so (`TestExecutorDeadLock`, `test_deadlock.py`): a case
 * has a deadline, says when it passes what was still outstanding, and ends with a check that
 * nothing is left and that the pool still computes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { packageRoot } from '../../../../src/main/entry-file';
import { Pool, type PoolOptions } from '../../../../src/main/multiprocessing';
import type { Report } from '../../../../src/shared/report';
import type { Milliseconds, Pid } from '../../../../src/shared/units';
import { expectNothingLeft, holdings } from './leak-check';

export const crashes = fileURLToPath(new URL('fixtures/crashes.mjs', import.meta.url));

/** The library as it is built, for a program of its own. */
export const library = join(packageRoot(), 'out', 'main', 'library.js');

/** Far above what any case needs on a busy machine: it tells a hang from slowness. */
const DEADLINE: Milliseconds = 40_000;
/** Events that the dump of a case that hangs shows. */
const LAST_EVENTS = 30;

export type Outcome = PromiseSettledResult<unknown>;

/** Deaths are the point of these tests, not a sign that a pool is beyond help. */
export const NO_RESTART_LIMIT = { deaths: 100_000, within: 1000 };

export class FaultCase {
  readonly pool: Pool;
  readonly reports: Report[] = [];
  /** Of all workers that there ever were; of a thread's, whose pid is this process's, none. */
  readonly pids = new Set<Pid>();
  readonly #outstanding = new Map<Promise<Outcome>, string>();
  readonly #listeners = new Set<() => void>();

  constructor(options: Partial<PoolOptions>) {
    this.pool = new Pool({
      module: crashes,
      processes: 2,
      restartLimit: NO_RESTART_LIMIT,
      ...options,
      onEvent: (report) => {
        this.reports.push(report);
        if ('pid' in report && report.pid !== process.pid) this.pids.add(report.pid);
        for (const listener of [...this.#listeners]) listener();
        options.onEvent?.(report);
      },
    });
  }

  /** Calls a task; how it ends is a value. */
  call(name: string, ...args: readonly unknown[]): Promise<Outcome> {
    return this.watch(`${name}(${args.map(describe).join(', ')})`, this.pool.apply(name, args));
  }

  /** Keeps a promise in the list of what is outstanding, for the dump of a case that hangs. */
  async watch(label: string, promise: Promise<unknown>): Promise<Outcome> {
    const outcome = Promise.allSettled([promise]).then(([settled]) => settled);
    this.#outstanding.set(outcome, label);
    try {
      return await outcome;
    } finally {
      this.#outstanding.delete(outcome);
    }
  }

  /** Resolves when an event of ours matches, one that has happened already included. */
  async seen(matches: (report: Report) => boolean): Promise<void> {
    while (!this.reports.some(matches)) {
      await new Promise<void>((resolve) => {
        const listener = (): void => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  /** What a person needs to know of a case that hangs. */
  dump(): string {
    const workers = this.pool.pids.map((pid) => `${pid} ${stateOf(pid)}`);
    return [
      `outstanding (${this.#outstanding.size}): ${[...this.#outstanding.values()].slice(0, 20).join('; ')}`,
      `workers: ${workers.join('; ')}`,
      `waiting for a worker: ${this.pool.queueDepth}`,
      'last events:',
      ...this.reports.slice(-LAST_EVENTS).map((report) => `  ${JSON.stringify(report)}`),
    ].join('\n');
  }
}

interface FaultOptions extends Partial<PoolOptions> {
  /** The pool does not survive: it was ended, or is broken, by the case itself. */
  readonly endsPool?: boolean;
}

/** Runs a case to its end, then checks that the pool still computes and that nothing is left of it. */
export async function underFault(
  { endsPool = false, ...options }: FaultOptions,
  inject: (fault: FaultCase) => Promise<void>,
): Promise<void> {
  const before = holdings();
  const fault = new FaultCase(options);
  try {
    await beforeDeadline(inject(fault), fault);
    if (!endsPool) await beforeDeadline(expectComputes(fault), fault);
  } finally {
    fault.pool.terminate();
    await beforeDeadline(fault.pool.join(), fault);
  }
  await expectNothingLeft(before, fault.pids);
}

/** The last sentence of each case: the pool still computes, and in order. */
export async function expectComputes(fault: FaultCase): Promise<void> {
  const items = Array.from({ length: 100 }, (_, index) => index);
  const outcome = await fault.watch('map(x => x + 1)', fault.pool.map('increment', items));
  expect(outcome).toEqual({ status: 'fulfilled', value: items.map((item) => item + 1) });
}

/** Calls that have nothing to do with the fault, and must not notice it. */
export function bystanders(fault: FaultCase, count = 20): Promise<void> {
  const calls = Array.from({ length: count }, (_, index) => fault.call('increment', index));
  return Promise.all(calls).then((outcomes) => {
    expect(outcomes).toEqual(outcomes.map((_, index) => ({ status: 'fulfilled', value: index + 1 })));
  });
}

async function beforeDeadline(work: Promise<void>, fault: FaultCase): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It hangs, ${DEADLINE} ms after it began.\n${fault.dump()}`)), DEADLINE);
  });
  try {
    await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
}

function stateOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
  } catch {
    return 'gone';
  }
}

/** Looks into no object: an argument may be a trap. */
function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'object' : String(value);
}
