/** What a run knows of one process, from its start to long after its end. */
import type { Observer, WaitKind } from '../events';
import type { Denied } from '../readings';
import type { Bytes, Milliseconds, PercentOfCore, Pid, StartTicks } from '../units';
import type { Verdict } from '../verdict';
import type { NodeRuntime } from './node-runtime';
import { Series } from './series';
import { SpanLog } from './span-log';

/** One join() of this process by another. */
export interface Join {
  readonly byPid: Pid;
  readonly startedMs: Milliseconds;
  /** Left out while the join still waits. */
  waitedMs?: Milliseconds;
  /** False when the join gave up after its timeout. */
  finished?: boolean;
}

/** How a stretch of a process's life was spent. */
export interface Span {
  readonly kind: 'task' | 'join' | WaitKind;
  readonly from: Milliseconds;
  /** Left out while it lasts. */
  to?: Milliseconds;
  /** The task's label, the joined pid, the queue's or lock's name. */
  readonly label: string;
  /** The process that a join waits for. */
  readonly childPid?: Pid;
  outcome?: 'finished' | 'failed' | 'lost';
}

/** Memory with its part of what it shares, as it was when somebody asked. */
export interface MeasuredMemory {
  readonly at: Milliseconds;
  readonly pssBytes: Bytes | undefined;
  /** Nobody else's: what its end would free. */
  readonly privateBytes: Bytes | undefined;
  /** Why there are no figures. */
  readonly absence: 'denied' | 'unsupported' | undefined;
}

/** A verdict that a later one replaced. */
export type EarlierVerdict = Pick<Verdict, 'cause' | 'confidence'> & { readonly improvedMs: Milliseconds };

export interface ProcessRow {
  /** Position in order of start: names the process within its run, and chooses its colour. */
  readonly index: number;
  readonly pid: Pid;
  /** As it was at the start; see {@link ProcessRow.orphanedTo}. */
  readonly ppid: Pid;
  /** {@link ProcessRow.index} of the parent, where the parent is watched too. */
  readonly parent: number | undefined;
  startTicks: StartTicks | undefined;
  readonly seenBy: Observer;
  readonly startedMs: Milliseconds;
  /** How long it had run when the watch began, where it did. */
  readonly ageMs: Milliseconds | undefined;
  /** The name the program gave, else the program's name. */
  name: string;
  isNamedByProgram: boolean;
  argv: readonly string[] | undefined;
  startMethod: string | undefined;
  exitedMs: Milliseconds | undefined;
  /** `null` when a signal ended it or the status could not be had; `undefined` while it lives. */
  exitCode: number | null | undefined;
  signal: string | null | undefined;
  coreDumped: boolean;
  orphanedTo: Pid | undefined;
  /** It ended before the program above it began: a helper of what launched that, such as a version manager's shim. */
  isPrelude: boolean;
  joinedMs: Milliseconds | undefined;
  /** Letter of proc_pid_stat(5), of the last sample. */
  state: string | undefined;
  cpu: PercentOfCore | undefined;
  cpuMs: Milliseconds | undefined;
  rss: Bytes | undefined;
  peakRss: Bytes | undefined;
  measured: MeasuredMemory | undefined;
  threads: number | undefined;
  coreWaitMs: Milliseconds | undefined;
  /** Switches to another process, by itself and against its will, so far. */
  voluntary: number | undefined;
  involuntary: number | undefined;
  readBytes: Bytes | undefined;
  writtenBytes: Bytes | undefined;
  /** Figures that the system keeps from us. */
  denied: readonly Denied[];
  /** True where the last sample, not the end, told them. */
  isCpuLastKnown: boolean;
  isPeakLastKnown: boolean;
  /** Percent of one core over time. */
  readonly cpuSeries: Series;
  /** Resident memory over time, in bytes. */
  readonly rssSeries: Series;
  readonly joins: Join[];
  /** Time spent in each kind of wait so far; in those that are over. */
  readonly waited: Map<Exclude<Span['kind'], 'task'>, Milliseconds>;
  readonly spans: SpanLog;
  /** Of a Node program that told of it. */
  node: NodeRuntime | undefined;
  tasksFinished: number;
  tasksFailed: number;
  tasksLost: number;
  verdict: Verdict | undefined;
  /** What was said before late evidence came, and when that was; only where it changed the cause or how sure it is. */
  earlierVerdict: EarlierVerdict | undefined;
}

type Given = Pick<
  ProcessRow,
  | 'index'
  | 'pid'
  | 'ppid'
  | 'parent'
  | 'startTicks'
  | 'seenBy'
  | 'startedMs'
  | 'ageMs'
  | 'name'
  | 'argv'
  | 'startMethod'
>;

/** From its real start to its end, or until now. */
export function livedOf({ startedMs, exitedMs, ageMs = 0 }: ProcessRow, now: Milliseconds): Milliseconds {
  return ageMs + Math.max(0, (exitedMs ?? now) - startedMs);
}

/** A process that just started, of which nothing else is known. */
export function newProcessRow(given: Given): ProcessRow {
  return {
    ...given,
    isNamedByProgram: false,
    exitedMs: undefined,
    exitCode: undefined,
    signal: undefined,
    coreDumped: false,
    orphanedTo: undefined,
    isPrelude: false,
    joinedMs: undefined,
    state: undefined,
    cpu: undefined,
    cpuMs: undefined,
    rss: undefined,
    peakRss: undefined,
    measured: undefined,
    threads: undefined,
    coreWaitMs: undefined,
    voluntary: undefined,
    involuntary: undefined,
    readBytes: undefined,
    writtenBytes: undefined,
    denied: [],
    isCpuLastKnown: false,
    isPeakLastKnown: false,
    cpuSeries: new Series(levelOf(given.index)),
    rssSeries: new Series(levelOf(given.index)),
    joins: [],
    waited: new Map(),
    spans: new SpanLog(),
    node: undefined,
    tasksFinished: 0,
    tasksFailed: 0,
    tasksLost: 0,
    verdict: undefined,
    earlierVerdict: undefined,
  };
}

/** Readings of a level: fewer the more processes there are, since a curve of its own has only a dozen of them. */
function levelOf(index: number): number {
  if (index < 64) return 600;
  return index < 512 ? 300 : 100;
}

/** Whether it has ended, joined or not. */
export function hasEnded(row: ProcessRow): boolean {
  return row.exitedMs !== undefined;
}
