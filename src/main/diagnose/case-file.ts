/** What is known of one process when its end is to be explained. */
import type { RunEventOf } from '../../shared/events';
import type { Bytes, Milliseconds, Pid } from '../../shared/units';
import type { StderrBlock } from './stderr-block';

export type SignalSent = RunEventOf<'signal-sent'>;
export type ExceptionReport = RunEventOf<'exception'>;
export type Limits = RunEventOf<'limits'>;

/** Names that multiprocessing gives to the workers of a Pool. */
export const POOL_WORKER = /PoolWorker-\d+$/;

/** How a process ended, as the system says. */
export interface ExitFacts {
  readonly t: Milliseconds;
  readonly code: number | null;
  readonly signal: string | null;
  readonly coreDumped: boolean;
  /** CPU time and memory are from the last sample, not from the end itself. */
  readonly isLastKnown: boolean;
}

/** A pool, as far as the end of its workers depends on it. */
export interface PoolFacts {
  readonly pool: string;
  closed: { readonly t: Milliseconds; readonly how: 'close' | 'terminate' } | undefined;
}

/** A task that a process holds. */
export interface HeldTask {
  readonly task: number;
  readonly pool: string;
  readonly startedMs: Milliseconds;
}

export interface CaseFile {
  readonly pid: Pid;
  readonly parent: CaseFile | undefined;
  readonly startedMs: Milliseconds;
  /** How long it had run when the watch began. */
  readonly ageMs: Milliseconds;
  name: string;
  /** A probe named it: `name` is the program's own word. */
  isNamedByProgram: boolean;
  startMethod: string | undefined;
  /** The program's own name, first of its argv, or the kernel's name. */
  program: string;
  /** A probe reports from inside this process. */
  isProbed: boolean;
  exit: ExitFacts | undefined;
  cpuMs: Milliseconds | undefined;
  /** When `cpuMs` was read, and of how many threads: what they may have used since. */
  cpuReadMs: Milliseconds | undefined;
  threads: number;
  peakRss: Bytes | undefined;
  limits: Limits | undefined;
  orphanedMs: Milliseconds | undefined;
  /** How it said that it leaves. */
  leaving: RunEventOf<'process-leaving'> | undefined;
  readonly signalsSent: SignalSent[];
  readonly exceptions: ExceptionReport[];
  /** From what its runtime wrote as it died, where a probe handed that in. */
  readonly crashBlocks: OwnBlock[];
  readonly held: Map<string, HeldTask>;
  tasksEnded: number;
  /** Its pool said that a task was lost with it. */
  hasLostTask: boolean;
  pool: PoolFacts | undefined;
}

/** A file of a process that has ended. */
export type ClosedFile = CaseFile & { readonly exit: ExitFacts };

/** A traceback or the like, and how sure it is that this process wrote it. */
export interface OwnBlock {
  readonly block: StderrBlock;
  /**
   * `named`: it carries the process's name or pid. `written`: the kernel says that this process wrote
   * it, and there is no other from which it can have it. `only`: no other process can have written it.
   * `order`: as many such blocks as processes, matched in order. `possible`: others may have.
   */
  readonly how: 'named' | 'written' | 'only' | 'order' | 'possible';
}

/** Readings of the kernel's counters of out-of-memory kills. */
export interface OomReading {
  readonly t: Milliseconds;
  readonly machine: number | null;
  readonly group: number | null;
}

export interface LastWords {
  readonly text: string;
  /** The kernel says that the process wrote it. */
  readonly isSigned: boolean;
}

/** Whether this process wrote the block, beyond doubt. */
export function isOwn({ how }: Pick<OwnBlock, 'how'>): boolean {
  return how === 'named' || how === 'written';
}

/**
 * `terminal`: it was a terminal, which is handed on. `attached`: the program ran already when the
 * watch began.
 */
export type UnreadStderr = 'terminal' | 'attached';

/** Everything a rung may look at. */
export interface Situation {
  readonly file: ClosedFile;
  readonly blocks: readonly OwnBlock[];
  /** Other processes that the same signal ended within 50 ms. */
  readonly companions: readonly ClosedFile[];
  /** Processes that SIGKILL ended and that no kill ledger explains, this one included. */
  readonly unexplainedKills: readonly ClosedFile[];
  readonly oomReadings: readonly OomReading[];
  /** Processes that this one started and that have ended, in order of their end. */
  readonly endedChildren: readonly ClosedFile[];
  /** The line on stderr nearest to its end that no other process is known, or as likely, to have written. */
  readonly lastWords: LastWords | undefined;
  /** Some process of the run is probed, so signals sent by the program are known. */
  readonly isProgramProbed: boolean;
  readonly isWindows: boolean;
  /** Why nobody read what was written to stderr; `undefined` where it was read. */
  readonly unreadStderr: UnreadStderr | undefined;
  /** The command could not be started at all. */
  readonly hasFailedToStart: boolean;
}

export function newCaseFile(event: RunEventOf<'process-started'>, parent: CaseFile | undefined): CaseFile {
  return {
    pid: event.pid,
    parent,
    startedMs: event.t,
    ageMs: event.ageMs ?? 0,
    name: event.name,
    isNamedByProgram: event.seenBy === 'probe',
    startMethod: event.startMethod,
    program: programOf(event),
    isProbed: event.seenBy === 'probe',
    exit: undefined,
    cpuMs: undefined,
    cpuReadMs: undefined,
    threads: 1,
    peakRss: undefined,
    limits: undefined,
    orphanedMs: undefined,
    leaving: undefined,
    signalsSent: [],
    exceptions: [],
    crashBlocks: [],
    held: new Map(),
    tasksEnded: 0,
    hasLostTask: false,
    pool: undefined,
  };
}

/** The program's base name without its folder: `/usr/bin/python3` is `python3`. */
export function programOf({ name, argv }: { readonly name: string; readonly argv?: readonly string[] | undefined }) {
  const path = argv?.[0] ?? name;
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).replace(/^-/, '');
}

export function isClosed(file: CaseFile): file is ClosedFile {
  return file.exit !== undefined;
}

/** The process itself, its parent, the parent's parent, up to the command. */
export function* lineageOf(file: CaseFile): Generator<CaseFile, void, undefined> {
  for (let one: CaseFile | undefined = file; one !== undefined; one = one.parent) yield one;
}
