/** Gathers the events of a run into one case file a process. */
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Milliseconds, Pid } from '../../shared/units';
import {
  type CaseFile,
  type ClosedFile,
  type ExitFacts,
  isClosed,
  newCaseFile,
  type OomReading,
  POOL_WORKER,
  type PoolFacts,
  programOf,
  type Situation,
  type UnreadStderr,
} from './case-file';
import { isSignalExplained } from './kill-ledger';
import { StderrEvidence } from './stderr-evidence';
import { blocksOfReport } from './crash-report';

/** Ends that one signal caused in several processes are this close together. */
const AT_ONCE: Milliseconds = 50;
/** What is kept of a long run: enough for the processes that are still being judged. */
const MAX_RECENT = 200;
const MAX_READINGS = 2000;

/** Events by which it may become clear who wrote a text. */
const CHANGES_WRITERS: ReadonlySet<RunEvent['type']> = new Set([
  'process-exited',
  'process-renamed',
  'process-started',
  'process-exec',
  'exception',
] as const);

interface OwnedPool extends PoolFacts {
  readonly owner: Pid;
}

export class Evidence {
  /** Highest time seen. */
  now: Milliseconds = 0;
  readonly #latestOf = new Map<Pid, CaseFile>();
  readonly #pools = new Map<string, OwnedPool>();
  /** In order of their end, the newest {@link MAX_RECENT}. */
  #ended: ClosedFile[] = [];
  #oomReadings: OomReading[] = [];
  readonly #stderr = new StderrEvidence();
  #isProgramProbed = false;
  #isWindows = false;
  #unreadStderr: UnreadStderr | undefined;
  #hasFailedToStart = false;

  /** The process that last started with this pid. */
  find(pid: Pid): CaseFile | undefined {
    return this.#latestOf.get(pid);
  }

  /** Processes that ended at `since` or later, of the newest {@link MAX_RECENT}. */
  endedSince(since: Milliseconds): readonly ClosedFile[] {
    return this.#ended.filter((file) => file.exit.t >= since);
  }

  /** @returns whether the event may change the verdict on a process that has ended. */
  take(event: RunEvent): boolean {
    if (event.t > this.now) this.now = event.t;
    const matters = this.#takeOfRun(event) ?? this.#takeOfPool(event) ?? this.#takeOfProcess(event) ?? false;
    if (CHANGES_WRITERS.has(event.type)) this.#stderr.outdate();
    return matters;
  }

  /** Processes that SIGKILL ended after the last reading of the counters but one. */
  killedSinceReading(): readonly ClosedFile[] {
    const before = this.#oomReadings.at(-2)?.t ?? -Infinity;
    return this.#ended.filter(({ exit }) => exit.signal === 'SIGKILL' && exit.t > before);
  }

  /** Processes whose own text on stderr is another since the last call. */
  takeNewWriters(): readonly ClosedFile[] {
    return this.#stderr.reattribute(this.#ended);
  }

  /** Everything that the verdict on one process rests on. */
  situationOf(file: ClosedFile): Situation {
    const { exit } = file;
    const ended = this.#ended;
    const stderr = this.#stderr;
    const isSignal = exit.signal !== null;
    return {
      file,
      blocks: [...this.#stderr.blocksOf(file), ...file.crashBlocks],
      companions: isSignal ? ended.filter((other) => other !== file && isAtOnce(file, other)) : [],
      get unexplainedKills() {
        return ended.filter((one) => one.exit.signal === 'SIGKILL' && !isSignalExplained(one));
      },
      oomReadings: this.#oomReadings,
      get endedChildren() {
        return ended.filter((other) => other.parent === file && other.exit.t <= exit.t);
      },
      get lastWords() {
        return stderr.lastWordsOf(file, ended);
      },
      isProgramProbed: this.#isProgramProbed,
      isWindows: this.#isWindows,
      unreadStderr: this.#unreadStderr,
      hasFailedToStart: this.#hasFailedToStart,
    };
  }

  /** @returns `undefined` when the event is of another group. */
  #takeOfRun(event: RunEvent): boolean | undefined {
    switch (event.type) {
      case 'run-started':
        this.#isWindows = event.host.os.toLowerCase().startsWith('win');
        this.#unreadStderr = unreadStderrOf(event);
        return false;
      case 'run-ended':
        this.#hasFailedToStart = event.reason === 'failed-to-start';
        return true;
      case 'oom-counter':
        this.#oomReadings.push({ t: event.t, machine: event.machine, group: event.group });
        // The first reading is the run's baseline and always stays.
        if (this.#oomReadings.length > MAX_READINGS) this.#oomReadings.splice(1, MAX_READINGS / 2);
        return true;
      case 'sample':
        return this.#sample(event);
      case 'log':
        return event.stream === 'stderr' && this.#stderr.push(event);
      default:
        return undefined;
    }
  }

  #takeOfPool(event: RunEvent): boolean | undefined {
    switch (event.type) {
      case 'pool-opened':
        this.#isProgramProbed = true;
        this.#pools.set(event.pool, { pool: event.pool, owner: event.pid, closed: undefined });
        return false;
      case 'pool-closed': {
        const pool = this.#pools.get(event.pool);
        if (pool !== undefined) pool.closed = { t: event.t, how: event.how };
        return true;
      }
      case 'task-started':
        return this.#taskStarted(event);
      case 'task-finished':
      case 'task-failed':
      case 'task-lost':
        return this.#taskEnded(event);
      default:
        return undefined;
    }
  }

  #takeOfProcess(event: RunEvent): boolean | undefined {
    if (event.type === 'process-started') return this.#started(event);
    const file = 'pid' in event ? this.#latestOf.get(event.pid) : undefined;
    return file === undefined ? undefined : this.#takeOf(file, event);
  }

  #takeOf(file: CaseFile, event: RunEvent): boolean {
    switch (event.type) {
      case 'process-exec':
        file.program = programOf(event);
        if (!file.isNamedByProgram) file.name = event.name;
        return false;
      case 'process-renamed':
        return this.#renamed(file, event);
      case 'process-exited':
        return this.#exited(file, event);
      default:
        return this.#note(file, event) && isClosed(file);
    }
  }

  /** @returns whether it says something of how the process ended, or will end. */
  #note(file: CaseFile, event: RunEvent): boolean {
    switch (event.type) {
      case 'process-orphaned':
        file.orphanedMs = event.t;
        return true;
      case 'process-leaving':
        file.leaving = event;
        this.#probed(file);
        return true;
      case 'limits':
        file.limits = event;
        return true;
      case 'exception':
        file.exceptions.push(event);
        this.#probed(file);
        return true;
      case 'crash-report':
        file.crashBlocks.push(...blocksOfReport(event));
        this.#probed(file);
        return true;
      case 'signal-sent':
        file.signalsSent.push(event);
        if (event.by === 'program') this.#isProgramProbed = true;
        return true;
      case 'join-started':
      case 'join-returned':
      case 'wait-started':
        this.#probed(file);
        return false;
      default:
        return false;
    }
  }

  #started(event: RunEventOf<'process-started'>): boolean {
    const known = this.#latestOf.get(event.pid);
    if (known !== undefined && (event.seenBy === 'probe' || !isClosed(known))) {
      known.startMethod ??= event.startMethod;
      if (event.seenBy !== 'probe') return false;
      // A child's start is reported by its parent's probe: both are watched from inside.
      const parent = this.#latestOf.get(event.ppid);
      if (parent !== undefined) this.#probed(parent);
      return this.#nameByProgram(known, event.name);
    }
    const file = newCaseFile(event, this.#latestOf.get(event.ppid));
    this.#isProgramProbed ||= file.isProbed;
    this.#joinPool(file, event.ppid);
    this.#latestOf.set(event.pid, file);
    return false;
  }

  #renamed(file: CaseFile, event: RunEventOf<'process-renamed'>): boolean {
    if (event.seenBy === 'probe') return this.#nameByProgram(file, event.name);
    if (!file.isNamedByProgram) file.name = event.name;
    return false;
  }

  #nameByProgram(file: CaseFile, name: string): boolean {
    file.name = name;
    file.isNamedByProgram = true;
    this.#probed(file);
    if (file.parent !== undefined) this.#joinPool(file, file.parent.pid);
    return isClosed(file);
  }

  #probed(file: CaseFile): void {
    file.isProbed = true;
    this.#isProgramProbed = true;
  }

  /** A worker that never had a task is known by its name alone. */
  #joinPool(file: CaseFile, owner: Pid): void {
    if (file.pool !== undefined || !POOL_WORKER.test(file.name)) return;
    file.pool = [...this.#pools.values()].findLast((pool) => pool.owner === owner);
  }

  #exited(file: CaseFile, event: RunEventOf<'process-exited'>): boolean {
    // Told twice, by the kernel and by the launcher: a status outranks none.
    if (file.exit !== undefined && event.code === null && event.signal === null) return false;
    const isFirst = file.exit === undefined;
    file.exit = exitOf(event, file.exit?.t ?? event.t);
    file.cpuMs = event.cpuMs ?? file.cpuMs;
    file.peakRss = event.peakRssBytes ?? file.peakRss;
    if (isFirst && isClosed(file)) this.#ended.push(file);
    if (this.#ended.length > MAX_RECENT * 1.5) this.#ended = this.#ended.slice(-MAX_RECENT);
    return true;
  }

  #sample(event: RunEventOf<'sample'>): false {
    for (const { pid, cpuMs, rss, threads } of event.rows) {
      const file = this.#latestOf.get(pid);
      if (file === undefined || isClosed(file)) continue;
      if (cpuMs !== undefined) {
        file.cpuMs = cpuMs;
        file.cpuReadMs = event.t;
      }
      file.threads = threads ?? file.threads;
      if (rss !== undefined) file.peakRss = Math.max(file.peakRss ?? 0, rss);
    }
    return false;
  }

  #taskStarted(event: RunEventOf<'task-started'>): boolean {
    const file = this.#latestOf.get(event.pid);
    if (file === undefined) return false;
    file.pool = this.#pools.get(event.pool) ?? file.pool;
    file.held.set(`${event.pool}#${event.task}`, { task: event.task, pool: event.pool, startedMs: event.t });
    return isClosed(file);
  }

  #taskEnded(event: RunEventOf<'task-finished' | 'task-failed' | 'task-lost'>): boolean {
    const file = this.#latestOf.get(event.pid);
    if (file === undefined) return false;
    if (event.type === 'task-lost') file.hasLostTask = true;
    else {
      file.held.delete(`${event.pool}#${event.task}`);
      file.tasksEnded += 1;
    }
    return isClosed(file);
  }
}

function unreadStderrOf({ attachedTo, stderrAtTerminal }: RunEventOf<'run-started'>): UnreadStderr | undefined {
  if (attachedTo !== undefined) return 'attached';
  return stderrAtTerminal === true ? 'terminal' : undefined;
}

/** The same signal, in the same instant. */
function isAtOnce(file: ClosedFile, other: ClosedFile): boolean {
  return other.exit.signal === file.exit.signal && Math.abs(other.exit.t - file.exit.t) <= AT_ONCE;
}

function exitOf(event: RunEventOf<'process-exited'>, t: Milliseconds): ExitFacts {
  return {
    t,
    code: event.code,
    signal: event.signal,
    coreDumped: event.coreDumped ?? false,
    isLastKnown: event.lastKnown ?? event.cpuMs === undefined,
  };
}
