/** What one run is compared by. Pure, from the fold. */
import { figuresOf } from '../model/figures';
import type { PoolRow } from '../model/pool-row';
import type { Span } from '../model/process-row';
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
import { needsLook } from '../model/needs-look';
import type { Cause } from '../verdict';
import { workOf } from './same-work';

export type WaitOf = Exclude<Span['kind'], 'task'>;

export interface RunFacts {
  readonly label: string;
  /** See {@link workOf}. */
  readonly work: string | undefined;
  /** From the start of the command to its end. */
  readonly wallMs: Milliseconds;
  readonly cpuMs: Milliseconds;
  readonly processes: number;
  /** Given by whoever compares, else the size of the largest pool; `undefined` where neither is known. */
  readonly workers: number | undefined;
  readonly startMethods: readonly string[];
  /** Items a task, on average: the chunk size of a map. */
  readonly chunk: number | undefined;
  readonly tasks: { readonly finished: number; readonly failed: number; readonly lost: number };
  readonly tasksPerSecond: number | undefined;
  /** Of the run times, and of the times from submission to start. */
  readonly runP50: Milliseconds | undefined;
  readonly runP99: Milliseconds | undefined;
  readonly waitP50: Milliseconds | undefined;
  readonly waitP99: Milliseconds | undefined;
  /** Share of the workers' time from the first task to the last in which they ran one, 0 to 1. */
  readonly utilisation: number | undefined;
  /** Time that all processes spent in each kind of wait. */
  readonly waits: ReadonlyMap<WaitOf, Milliseconds>;
  /** Time that runnable threads waited for a core. */
  readonly coreWaitMs: Milliseconds;
  /** How often each cause, and which, by name of the process. */
  readonly causes: ReadonlyMap<Cause, number>;
  readonly causesByName: ReadonlyMap<string, readonly Cause[]>;
  readonly endedEarly: number;
  readonly hangs: number;
}

/** @param workers outranks what the run itself tells. */
export function factsOf(model: RunModel, label: string, workers?: number): RunFacts {
  const pools = [...model.pools.values()];
  const [busiest] = [...pools].sort((a, b) => b.runTimes.count - a.runTimes.count);
  const sumOf = (pick: (pool: PoolRow) => number) => pools.reduce((sum, pool) => sum + pick(pool), 0);
  const submitted = sumOf((pool) => pool.submitted);
  const ends = model.processes.flatMap(({ name, verdict }) =>
    verdict === undefined ? [] : [{ name, cause: verdict.cause }],
  );
  return {
    label,
    work: workOf(model.started),
    wallMs: model.ended?.t ?? model.now,
    cpuMs: model.processes.reduce((sum, row) => sum + (row.cpuMs ?? 0), 0),
    processes: model.processes.length,
    workers: workers ?? (pools.length === 0 ? undefined : Math.max(...pools.map(({ size }) => size))),
    startMethods: [...new Set(model.processes.flatMap(({ startMethod }) => startMethod ?? []))].sort(),
    chunk: submitted === 0 ? undefined : sumOf((pool) => pool.items) / submitted,
    tasks: {
      finished: sumOf((pool) => pool.finished),
      failed: sumOf((pool) => pool.failed),
      lost: sumOf((pool) => pool.lost),
    },
    tasksPerSecond: figuresOf(model).tasksPerSecond,
    runP50: busiest?.runTimes.percentile(0.5),
    runP99: busiest?.runTimes.percentile(0.99),
    waitP50: busiest?.waitTimes.percentile(0.5),
    waitP99: busiest?.waitTimes.percentile(0.99),
    utilisation: utilisationOf(busiest),
    waits: waitsOf(model),
    coreWaitMs: model.processes.reduce((sum, row) => sum + (row.coreWaitMs ?? 0), 0),
    causes: countsOf(ends.map(({ cause }) => cause)),
    causesByName: groupsOf(ends),
    endedEarly: model.processes.filter(needsLook).length,
    hangs: model.hangs.length,
  };
}

function utilisationOf(pool: PoolRow | undefined): number | undefined {
  if (pool?.firstStartMs === undefined || pool.lastEndMs === undefined || pool.size === 0) return undefined;
  const wall = pool.lastEndMs - pool.firstStartMs;
  return wall <= 0 ? undefined : Math.min(1, pool.runTimes.sum / (wall * pool.size));
}

function waitsOf(model: RunModel): ReadonlyMap<WaitOf, Milliseconds> {
  const waits = new Map<WaitOf, Milliseconds>();
  for (const { waited } of model.processes)
    for (const [kind, time] of waited) waits.set(kind, (waits.get(kind) ?? 0) + time);
  return waits;
}

function countsOf<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

function groupsOf(
  ends: readonly { readonly name: string; readonly cause: Cause }[],
): ReadonlyMap<string, readonly Cause[]> {
  const groups = new Map<string, Cause[]>();
  for (const { name, cause } of ends) groups.set(name, [...(groups.get(name) ?? []), cause]);
  return groups;
}
