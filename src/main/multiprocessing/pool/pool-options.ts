import { availableParallelism } from 'node:os';
import type { ResourceLimits } from 'node:worker_threads';
import type { Bytes, Milliseconds } from '../../../shared/units';
import type { EventListener } from '../event-sink';
import { START_METHODS, type StartMethod } from '../start-method';
import { type OptionRules, requireOptions } from '../require-argument';
import { requirePositive } from '../require-positive';
import type { PoolSize } from '../state/pool-size';
import type { RestartLimit } from '../state/restart-policy';

export interface PoolOptions {
  /**
   * Module whose exported functions are called by their names. A closure cannot cross to
   * another process: a task is a module and a name, or a function that needs nothing of where
   * it was written.
   */
  readonly module?: string | URL;
  /** How many workers. Left out: one a core that this process may use. */
  readonly processes?: number;
  /** Workers that are kept even if they have nothing to do, 0 or more. Left out: `processes`. */
  readonly minProcesses?: number;
  /** Workers that are started while tasks wait. Left out: `processes`. */
  readonly maxProcesses?: number;
  /** How long a worker above `minProcesses` rests before it is let go. */
  readonly idleTimeout?: Milliseconds;
  /** Name of an exported function that each worker calls once, before its first task. */
  readonly initializer?: string;
  readonly initArgs?: readonly unknown[];
  /**
   * Name of an exported function that each worker calls before it leaves: after `close`, after
   * a `resize`, when it is replaced, and on `terminate` where it is a process and its loop
   * turns. It has ten seconds, after a `terminate` five. One that is killed calls nothing.
   */
  readonly teardown?: string;
  /** Tasks after which a worker is replaced by a fresh one. A chunk of a map is one task. */
  readonly maxTasksPerChild?: number;
  /**
   * Resident memory above which a worker is replaced after the task that it has in hand; above
   * twice of it, at once, and the task is lost. Not on Windows.
   */
  readonly maxRss?: Bytes;
  /** Most tasks that may wait for a worker; a call above it rejects with {@link QueueLimitError}. */
  readonly maxQueue?: number;
  readonly name?: string;
  /** `thread`: workers are threads of this process (worker_threads). A crash of one ends the program. */
  readonly startMethod?: StartMethod;
  /** Of threads: limits of a worker's heap and stack, as Node's `Worker` takes them. */
  readonly resourceLimits?: ResourceLimits;
  /** Added to the environment of the workers. */
  readonly env?: NodeJS.ProcessEnv;
  /** When to give up: see {@link PoolBrokenError}. */
  readonly restartLimit?: RestartLimit;
  readonly onEvent?: EventListener;
}

const RULES: OptionRules<PoolOptions> = {
  of: 'a Pool',
  example: '{ module, processes: 2 }',
  kinds: {
    module: 'module',
    processes: 'number',
    minProcesses: 'number',
    maxProcesses: 'number',
    idleTimeout: 'number',
    initializer: 'export',
    teardown: 'export',
    initArgs: 'array',
    maxTasksPerChild: 'number',
    maxRss: 'number',
    maxQueue: 'number',
    name: 'string',
    startMethod: START_METHODS,
    resourceLimits: 'object',
    env: 'object',
    restartLimit: 'object',
    onEvent: 'function',
  },
};
const LIMIT_RULES: OptionRules<RestartLimit> = {
  of: 'restartLimit',
  example: '{ deaths: 5, within: 30_000 }',
  kinds: { deaths: 'number', within: 'number' },
};

/** @throws {TypeError} when they are no options of a pool. @throws {RangeError} when one is out of its bounds. */
export function requirePoolOptions(options: PoolOptions): void {
  requireOptions(options, RULES);
  if (options.restartLimit !== undefined) {
    requireOptions(options.restartLimit, LIMIT_RULES);
    requirePositive('deaths', options.restartLimit.deaths);
    requirePositive('within', options.restartLimit.within);
  }
  const { idleTimeout, maxTasksPerChild, maxRss, maxQueue } = options;
  for (const [name, value] of Object.entries({ idleTimeout, maxTasksPerChild, maxRss, maxQueue })) {
    if (value !== undefined && value !== Infinity) requirePositive(name, value);
  }
}

/**
 * How many workers the options ask for.
 *
 * @throws {RangeError} when one is no whole number, or the fewest are more than the most.
 */
export function poolSize({ processes, minProcesses, maxProcesses }: PoolOptions): PoolSize {
  for (const [name, value] of Object.entries({ processes, maxProcesses })) {
    if (value !== undefined) requirePositive(name, value);
  }
  if (minProcesses !== undefined && minProcesses !== 0) requirePositive('minProcesses', minProcesses);
  const usual = processes ?? Math.min(availableParallelism(), maxProcesses ?? Infinity);
  const max = maxProcesses ?? Math.max(usual, minProcesses ?? 0);
  const min = minProcesses ?? usual;
  if (min > max) throw new RangeError(`At least ${min} and at most ${max} workers is no range`);
  return { min, max };
}
