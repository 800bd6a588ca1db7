/**
 * The eyes of a companion: the tree of the command in the life of the machine, its samples,
 * and the evidence that only the moment shows. Everything it sees becomes a run event.
 */
import type { RunEvent } from '../../shared/events';
import type { Milliseconds, MonotonicMilliseconds, Pid, StartTicks } from '../../shared/units';
import { type Monitor, openMonitor } from '../monitor';
import type { ExitStatus, LifecycleEvent, LifecycleSource, ProcessEntry, UsageReading } from '../monitor/monitor';
import { monotonicNow } from './clock';
import { Evidence } from './evidence';
import { HostMeter } from './host-meter';
import { LostEvents } from './lost-events';
import type { AttachTarget } from './protocol';
import { byTimer, ReapWatch } from './reap-watch';
import { StandstillWatch } from './standstill-watch';
import { SamplePace } from './sample-pace';
import { type LastUsage, type Tracked, TreeTracker } from './tree-tracker';
import { UsageMeter } from './usage-meter';

/** The first sample comes soon: it is the baseline of the first CPU figure. */
const FIRST_SAMPLE: Milliseconds = 100;

/** The machine is looked at no more often than this: its figures are means over far longer. */
const HOST_INTERVAL: Milliseconds = 400;

export interface WatchOptions {
  readonly rootArgv: readonly string[];
  readonly runStart: MonotonicMilliseconds;
  readonly emit: (event: RunEvent) => void;
  /** Called after each end that was told, and before each sample. */
  readonly onChange: () => void;
  /** Called after each sample, when all that it brought was told. */
  readonly onSampled?: () => void;
  /** The system's own unless given. */
  readonly monitor?: Monitor;
}

/** Why a process cannot be watched: a key below `notice.` of the locales. */
export interface AttachRefusal {
  readonly id: 'attach-gone' | 'attach-reused' | 'attach-self';
  readonly values: Readonly<Record<string, number>>;
}

export class Watch {
  readonly lifecycle: LifecycleSource;
  readonly #options: WatchOptions;
  readonly #table: Monitor['table'];
  readonly #readHost: Monitor['readHost'];
  readonly #host = new HostMeter();
  #hostReadAt: MonotonicMilliseconds = -Infinity;
  readonly #tracker: TreeTracker;
  readonly #evidence: Evidence;
  readonly #reaps: ReapWatch | undefined;
  readonly #standstill: StandstillWatch;
  readonly #meter = new UsageMeter();
  readonly #lost = new LostEvents((count) =>
    this.#options.emit({ type: 'lost', t: this.#now(), count, source: 'kernel' }),
  );
  #isResyncing = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #rootPid: Pid | undefined;
  #letGo: () => void = () => undefined;

  private constructor({ table, readHost }: Monitor, lifecycle: LifecycleSource, options: WatchOptions) {
    this.lifecycle = lifecycle;
    this.#table = table;
    this.#readHost = readHost;
    this.#options = options;
    this.#evidence = new Evidence(options.emit);
    this.#standstill = new StandstillWatch({
      look: (still, family) => table.waitsOf?.(still, family) ?? new Map(),
      emit: options.emit,
    });
    this.#tracker = this.#newTracker();
    if (lifecycle.kind === 'kernel') this.#reaps = this.#newReapWatch();
  }

  /** Resolves once nothing that starts is missed. */
  static async open(options: WatchOptions): Promise<Watch> {
    const mustPoll = process.env['JOINSCOPE_LIFECYCLE'] === 'polling';
    const monitor = options.monitor ?? (await openMonitor({ clock: monotonicNow, mustPoll }));
    // Nothing of ours runs yet: what comes before the watch is there is about others.
    let take: (event: LifecycleEvent) => void = () => undefined;
    const watch = new Watch(monitor, await monitor.startLifecycle((event) => take(event)), options);
    take = (event) => watch.#take(event);
    return watch;
  }

  /** Processes of the tree that live, parents before their children. */
  get living(): readonly Tracked[] {
    return this.#tracker.living;
  }

  startTicksOf(pid: Pid): StartTicks | undefined {
    return this.#findNow(pid)?.startTicks;
  }

  /** Whether the command was seen to start, and has ended since. */
  hasRootEnded(pid: Pid): boolean {
    return this.#tracker.hasRoot && !this.#tracker.isAlive(pid);
  }

  /** Reads what causes are told apart by, before anything is started. */
  readBaseline(): void {
    this.#evidence.baseline(this.#now());
  }

  /** The command has its pid: it is sampled from now on. */
  rootStarted(pid: Pid, hz: number): void {
    if (this.lifecycle.kind === 'polling') this.#tracker.started(pid, monotonicNow());
    this.#holdRoot(pid);
    this.#follow();
    this.#evidence.limits(pid, this.#now());
    this.#sampleIn(Math.min(FIRST_SAMPLE, 1000 / hz), new SamplePace(1000 / hz));
  }

  /** The command is our own child: it is collected only when its last CPU time and limits were read. */
  #holdRoot(pid: Pid): void {
    this.#rootPid = pid;
    this.#letGo = this.lifecycle.holdChildren?.() ?? this.#letGo;
  }

  /**
   * Watches a process that runs, and all its descendants, from now on.
   *
   * The life cycle flows already, so nobody who starts or ends meanwhile is missed.
   *
   * @returns why not: it has gone, its pid was given to another, or it is an ancestor of this
   *   process, so that watching it would be watching ourselves.
   */
  async adopt({ pid, startTicks }: AttachTarget, hz: number): Promise<AttachRefusal | undefined> {
    const table = await this.#table.list();
    const found = table.find((entry) => entry.pid === pid);
    if (found === undefined || found.hasEnded === true) return { id: 'attach-gone', values: { pid } };
    if (startTicks !== undefined && found.startTicks !== startTicks) return { id: 'attach-reused', values: { pid } };
    if (ancestorsOf(process.pid, table).includes(pid)) return { id: 'attach-self', values: { pid } };
    this.#tracker.adopt(found, table, monotonicNow());
    this.#follow();
    this.#evidence.limits(pid, this.#now());
    this.#sampleIn(Math.min(FIRST_SAMPLE, 1000 / hz), new SamplePace(1000 / hz));
    return undefined;
  }

  /** Reads the memory of one process exactly, which takes the kernel a walk over its pages. */
  measure(pid: Pid): void {
    if (!this.#tracker.isAlive(pid)) return;
    const memory = this.#table.measure === undefined ? 'unsupported' : this.#table.measure(pid);
    if (memory === undefined) return;
    const told = typeof memory === 'string' ? { absence: memory } : memory;
    this.#options.emit({ type: 'memory-measured', t: this.#now(), pid, ...told });
  }

  /** The launcher's own notice: it tells what nobody else has told by now. */
  rootExited(pid: Pid, status: ExitStatus): void {
    const at = monotonicNow();
    this.#tracker.started(pid, at);
    this.#tracker.handle({ type: 'exit', pid, status, at });
  }

  /** Tells of who ended, or started, since the last scan. Nothing is polled afterwards: the run is over. */
  async lookLast(): Promise<void> {
    if (this.lifecycle.kind !== 'polling') return;
    this.lifecycle.stop();
    await this.#compare();
  }

  close(): void {
    this.#isClosed = true;
    this.#lost.flush();
    this.#letGo();
    clearTimeout(this.#timer);
    this.#reaps?.stop();
    this.lifecycle.stop();
    this.#table.close();
  }

  #newTracker(): TreeTracker {
    const { rootArgv, runStart, emit } = this.#options;
    return new TreeTracker({
      launcher: process.pid,
      rootArgv,
      runStart,
      seenBy: this.lifecycle.kind,
      ports: {
        find: (pid) => this.#findNow(pid),
        argvOf: (pid) => nowOrNever(this.#table.argvOf(pid)),
        ageOf: (startTicks) => this.#table.ageOf?.(startTicks),
        usageAtEnd: (pid) => this.#usageAtEnd(pid),
        onEnded: ({ pid, ppid, startTicks }) => this.#reaps?.add(pid, ppid, startTicks),
        onKilled: (pid, t) => this.#evidence.killed(pid, t),
        emit,
      },
    });
  }

  #newReapWatch(): ReapWatch {
    return new ReapWatch({
      startTicksOf: (pid) => this.startTicksOf(pid),
      isAlive: (pid) => this.#tracker.isAlive(pid),
      now: () => this.#now(),
      emit: this.#options.emit,
      schedule: byTimer,
    });
  }

  #take(event: LifecycleEvent): void {
    const isOurs = this.#tracker.handle(event);
    if (event.type === 'missed') this.#lost.missed(event.count);
    if (event.type === 'overflow' || event.type === 'missed') {
      this.#letGo();
      this.#lost.overflowed();
      void this.#resync();
    }
    // Most events of a machine are of others.
    if (event.type !== 'exit' || !isOurs) return;
    if (event.pid === this.#rootPid) this.#letGo();
    this.#standstill.changed();
    this.#options.onChange();
  }

  /** Once for all events that are lost before the table is read. */
  async #resync(): Promise<void> {
    if (this.#isResyncing) return;
    this.#isResyncing = true;
    // What still lies in the buffer comes first: it is older than the table, and knows statuses.
    await new Promise(setImmediate);
    this.#isResyncing = false;
    await this.#compare();
    this.#options.onChange();
  }

  async #compare(): Promise<void> {
    // A table that cannot be read just now says nothing about who is gone.
    const table = await this.#table.list().catch(() => undefined);
    if (table === undefined || this.#isClosed) return;
    this.#lost.differed(this.#tracker.resync(table, monotonicNow()));
    this.#follow();
  }

  /** What others do need not wake us. */
  #follow(): void {
    this.lifecycle.follow?.(this.living.map(({ pid }) => pid));
  }

  #sampleIn(delay: Milliseconds, pace: SamplePace): void {
    this.#timer = setTimeout(() => {
      const before = process.cpuUsage();
      void this.#sample().then(() => {
        if (this.#isClosed) return;
        this.#options.onSampled?.();
        const { user, system } = process.cpuUsage(before);
        const change = pace.took((user + system) / 1000);
        if (change !== undefined) this.#tellPace(change, pace.interval);
        this.#sampleIn(pace.interval, pace);
      });
    }, delay);
  }

  #tellPace(change: 'slowed' | 'restored', interval: Milliseconds): void {
    const values = { seconds: (interval / 1000).toFixed(1), count: this.living.length };
    this.#options.emit({ type: 'notice', t: this.#now(), level: 'info', id: `sampling-${change}`, values });
  }

  async #sample(): Promise<void> {
    this.#options.onChange();
    this.#sampleHost();
    const pids = this.living.map(({ pid }) => pid);
    if (pids.length === 0) return;
    const readings = await this.#readUsage(pids);
    // The kernel's event of its end was lost.
    if (readings.some(({ pid, state }) => pid === this.#rootPid && state === 'Z')) this.#letGo();
    // Who ended while a slow table was read is no longer sampled.
    const rows = this.#meter.sample(readings.filter(({ pid }) => this.#tracker.isAlive(pid)));
    if (rows.length === 0) return;
    const t = this.#now();
    this.#options.emit({ type: 'sample', t, rows });
    this.#evidence.sampled(t, rows);
    this.#standstill.sampled(t, rows, this.living);
  }

  #sampleHost(): void {
    const at = monotonicNow();
    if (at - this.#hostReadAt < HOST_INTERVAL) return;
    this.#hostReadAt = at;
    const sample = this.#host.sample(this.#readHost());
    if (sample !== undefined) this.#options.emit({ type: 'host-sample', t: this.#now(), ...sample });
  }

  /** A helper that failed this time is asked again the next. */
  async #readUsage(pids: readonly Pid[]): Promise<readonly UsageReading[]> {
    try {
      return await this.#table.read(pids);
    } catch {
      return [];
    }
  }

  #usageAtEnd(pid: Pid): LastUsage {
    const atEnd = this.#table.readLast(pid);
    return this.#meter.takeLast(pid, atEnd?.state === 'Z' ? atEnd : undefined);
  }

  #findNow(pid: Pid): ProcessEntry | undefined {
    return nowOrNever(this.#table.find(pid));
  }

  #now(): Milliseconds {
    return Math.max(0, monotonicNow() - this.#options.runStart);
  }
}

/** The process itself, its parent, and so on. */
function ancestorsOf(pid: Pid, table: readonly ProcessEntry[]): readonly Pid[] {
  const parentOf = new Map(table.map((entry) => [entry.pid, entry.ppid]));
  const line: Pid[] = [];
  for (let one: Pid | undefined = pid; one !== undefined && one > 0 && !line.includes(one); one = parentOf.get(one)) {
    line.push(one);
  }
  return line;
}

/** What a table that must ask a helper would tell later is too late for an event of now. */
function nowOrNever<Value>(value: Value | Promise<Value>): Value | undefined {
  if (!(value instanceof Promise)) return value;
  // Nobody waits for it, so nobody else would catch its failure.
  value.catch(() => undefined);
  return undefined;
}
