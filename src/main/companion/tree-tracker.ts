/**
 * Follows one tree of processes in the life of the whole machine.
 *
 * Pure but for the look-ups it is handed: life-cycle events in, run events out. A process
 * belongs to the tree when its parent did at the fork; it stays in it when it is orphaned.
 */
import type { Observer, RunEvent, RunEventOf } from '../../shared/events';
import type { Milliseconds, MonotonicMilliseconds, Pid, StartTicks } from '../../shared/units';
import type { ExitStatus, LifecycleEvent, ProcessEntry } from '../monitor/monitor';

/** What is known of a process at its end, from the last look at it. */
export interface LastUsage {
  readonly cpuMs?: Milliseconds;
  readonly peakRssBytes?: number;
  readonly lastKnown?: boolean;
  readonly peakLastKnown?: boolean;
}

export interface TrackerPorts {
  /** How it is now, when it still is; waits for nothing. */
  readonly find: (pid: Pid) => ProcessEntry | undefined;
  readonly argvOf: (pid: Pid) => readonly string[] | undefined;
  readonly ageOf: (startTicks: StartTicks) => Milliseconds | undefined;
  readonly usageAtEnd: (pid: Pid) => LastUsage;
  /** Called before the end by SIGKILL is told, for the evidence that only this moment has. */
  readonly onKilled: (pid: Pid, t: Milliseconds) => void;
  /** Called after the end was told. */
  readonly onEnded: (ended: Tracked) => void;
  readonly emit: (event: RunEvent) => void;
}

export interface TrackerOptions {
  readonly ports: TrackerPorts;
  /** Processes that this one starts are the roots. */
  readonly launcher: Pid;
  readonly rootArgv: readonly string[];
  readonly runStart: MonotonicMilliseconds;
  readonly seenBy: Observer;
}

/** A living process of the tree. */
export interface Tracked {
  readonly pid: Pid;
  readonly ppid: Pid;
  readonly startTicks: StartTicks | undefined;
  readonly name: string;
}

export class TreeTracker {
  readonly #options: TrackerOptions;
  /** In order of start, so parents stand before their children. */
  readonly #living = new Map<Pid, Tracked>();
  #seenBy: Observer;
  #hasRoot = false;
  /** Starts and ends that were told so far. */
  #told = 0;
  /** Whose end was told from the table: they lie in it until they are collected. */
  readonly #toldZombies = new Map<Pid, StartTicks>();
  /** Starts before this were seen in the table. */
  #adoptedAt: MonotonicMilliseconds = -Infinity;

  constructor(options: TrackerOptions) {
    this.#options = options;
    this.#seenBy = options.seenBy;
  }

  get living(): readonly Tracked[] {
    return [...this.#living.values()];
  }

  /** Whether the command itself was seen to start. */
  get hasRoot(): boolean {
    return this.#hasRoot;
  }

  isAlive(pid: Pid): boolean {
    return this.#living.has(pid);
  }

  /** @returns whether it was about a process of the tree. */
  handle(event: LifecycleEvent): boolean {
    if (event.type === 'overflow' || event.type === 'missed') return false;
    if (event.type === 'fork') return this.#forked(event);
    const tracked = this.#living.get(event.pid);
    if (tracked === undefined) return false;
    if (event.type === 'exit') this.#exit(tracked, event);
    else this.#rename(tracked, event);
    return true;
  }

  #forked(event: Extract<LifecycleEvent, { type: 'fork' }>): boolean {
    const isOurs = event.ppid === this.#options.launcher || this.#living.has(event.ppid);
    if (isOurs && !this.#isKnown(event)) this.#start(event);
    return isOurs;
  }

  /** Told already: from the table, or by the launcher before a scan came to it. */
  #isKnown({ pid, at }: { readonly pid: Pid; readonly at: MonotonicMilliseconds }): boolean {
    const tracked = this.#living.get(pid);
    if (tracked === undefined) return false;
    if (at <= this.#adoptedAt) return true;
    return tracked.startTicks !== undefined && this.#options.ports.find(pid)?.startTicks === tracked.startTicks;
  }

  /** The launcher knows of its child where nobody has seen it start: a poll would come too late. */
  started(pid: Pid, at: MonotonicMilliseconds): void {
    if (this.#hasRoot) return;
    this.#seenBy = 'launch';
    this.#start({ pid, ppid: this.#options.launcher, at });
    this.#seenBy = this.#options.seenBy;
  }

  /** Takes in a process that runs, and its descendants, as a scan of the table found them. */
  adopt(root: ProcessEntry, table: readonly ProcessEntry[], at: MonotonicMilliseconds): void {
    this.#adoptedAt = at;
    this.#hasRoot = true;
    this.#seenBy = 'attach';
    const living = table.filter((entry) => entry.hasEnded !== true);
    this.#start({ pid: root.pid, ppid: root.ppid, at });
    this.#startChildren(living, at);
    this.#seenBy = this.#options.seenBy;
  }

  /**
   * Compares with the table after events were lost: adds children that were missed, ends who is gone.
   *
   * @returns how many starts and ends were missed, as far as the table shows it.
   */
  resync(table: readonly ProcessEntry[], at: MonotonicMilliseconds): number {
    this.#seenBy = 'polling';
    // What started before is in the table: its event may still come.
    this.#adoptedAt = at;
    const before = this.#told;
    const current = new Map(table.map((entry) => [entry.pid, entry]));
    for (const tracked of this.living) {
      const entry = current.get(tracked.pid);
      const isGone = entry === undefined || (tracked.startTicks ?? entry.startTicks) !== entry.startTicks;
      if (isGone) this.#exit(tracked, { at });
    }
    this.#startChildren(
      table.filter((entry) => this.#toldZombies.get(entry.pid) !== (entry.startTicks ?? NaN)),
      at,
    );
    this.#endZombies(table, at);
    this.#seenBy = this.#options.seenBy;
    return this.#told - before;
  }

  /** Nobody tells of an end that was lost again. That of the command its launcher tells, with the status. */
  #endZombies(table: readonly ProcessEntry[], at: MonotonicMilliseconds): void {
    this.#toldZombies.clear();
    for (const { pid, startTicks, hasEnded = false } of table) {
      const tracked = this.#living.get(pid);
      if (!hasEnded || tracked?.ppid === this.#options.launcher) continue;
      if (startTicks !== undefined) this.#toldZombies.set(pid, startTicks);
      if (tracked !== undefined) this.#exit(tracked, { at });
    }
  }

  /** Again and again: a child may stand before its parent in the table. */
  #startChildren(table: readonly ProcessEntry[], at: MonotonicMilliseconds): void {
    for (let hasGrown = true; hasGrown;) {
      const missed = table.filter(({ pid, ppid }) => !this.#living.has(pid) && this.#living.has(ppid));
      for (const { pid, ppid } of missed) this.#start({ pid, ppid, at });
      hasGrown = missed.length > 0;
    }
  }

  #start({ pid, ppid, at }: { readonly pid: Pid; readonly ppid: Pid; readonly at: MonotonicMilliseconds }): void {
    const { ports, rootArgv, launcher } = this.#options;
    const isRoot = ppid === launcher;
    this.#hasRoot ||= isRoot;
    const entry = ports.find(pid);
    // Between its fork and its exec the root is a copy of the launcher: it is called what it will be.
    const name = isRoot ? baseName(rootArgv[0]) : (entry?.name ?? this.#living.get(ppid)?.name ?? '?');
    const argv = isRoot ? rootArgv : ports.argvOf(pid);
    this.#living.set(pid, { pid, ppid, startTicks: entry?.startTicks, name });
    this.#told += 1;
    ports.emit({
      type: 'process-started',
      t: this.#timeOf(at),
      pid,
      ppid,
      name,
      seenBy: this.#seenBy,
      ...this.#birthOf(entry),
      ...(argv !== undefined && { argv: [...argv] }),
    });
  }

  #birthOf(entry: ProcessEntry | undefined): Pick<RunEventOf<'process-started'>, 'startTicks' | 'ageMs'> {
    if (entry?.startTicks === undefined) return {};
    const { startTicks } = entry;
    const ageMs = this.#seenBy === 'attach' ? this.#options.ports.ageOf(startTicks) : undefined;
    return { startTicks, ...(ageMs !== undefined && { ageMs }) };
  }

  #rename(tracked: Tracked, event: Extract<LifecycleEvent, { type: 'exec' | 'rename' }>): void {
    const { ports } = this.#options;
    const t = this.#timeOf(event.at);
    const found = event.type === 'rename' ? event.name : ports.find(tracked.pid)?.name;
    const name = found ?? tracked.name;
    this.#living.set(tracked.pid, { ...tracked, name });
    if (event.type === 'rename') {
      if (name !== tracked.name) ports.emit({ type: 'process-renamed', t, pid: tracked.pid, name, seenBy: 'kernel' });
      return;
    }
    const argv = ports.argvOf(tracked.pid);
    ports.emit({ type: 'process-exec', t, pid: tracked.pid, name, ...(argv !== undefined && { argv: [...argv] }) });
  }

  #exit(tracked: Tracked, { at, status }: { readonly at: MonotonicMilliseconds; readonly status?: ExitStatus }): void {
    const { ports } = this.#options;
    const t = this.#timeOf(at);
    const { pid } = tracked;
    this.#living.delete(pid);
    this.#told += 1;
    if (status?.signal === 'SIGKILL') ports.onKilled(pid, t);
    ports.emit({
      type: 'process-exited',
      t,
      pid,
      code: status?.code ?? null,
      signal: status?.signal ?? null,
      ...(status?.coreDumped === true && { coreDumped: true }),
      seenBy: this.#seenBy,
      ...ports.usageAtEnd(pid),
    });
    ports.onEnded(tracked);
    for (const child of this.#living.values()) if (child.ppid === pid) this.#orphan(child, t);
  }

  #orphan(child: Tracked, t: Milliseconds): void {
    // The system re-parents within the parent's exit, but a moment after it tells of it.
    const found = this.#options.ports.find(child.pid)?.ppid;
    const ppid = found === undefined || found === child.ppid ? 1 : found;
    this.#living.set(child.pid, { ...child, ppid });
    this.#options.ports.emit({ type: 'process-orphaned', t, pid: child.pid, ppid });
  }

  #timeOf(at: MonotonicMilliseconds): Milliseconds {
    return Math.max(0, at - this.#options.runStart);
  }
}

function baseName(path = ''): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
