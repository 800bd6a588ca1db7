/**
 * One run's companion: starts the command, watches its tree, ends it, and tells its run.
 *
 *     launch -> lifecycle source -> TreeTracker --\
 *               process table ----> UsageMeter ----+-> Outbox -> run
 *               stdout, stderr ---> OutputCapture -+
 *               probes' socket ---> ReportServer --/
 *
 * A run from a window ends when the command and all its descendants have ended. One from the
 * command line ends with the command, as it would in a shell; what it left running is told.
 */
import type { ChildProcess } from 'node:child_process';
import { SOCKET_VARIABLE } from '../../shared/report-socket';
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Milliseconds, Pid } from '../../shared/units';
import { probeEnvironment } from '../launch/probe-environment';
import { spawnCommand } from '../launch/spawn-command';
import { TreeStopper } from '../launch/stop-tree';
import { type Monitor, openMonitor } from '../monitor';
import type { LifecycleEvent, LifecycleSource, ProcessEntry, UsageReading } from '../monitor/monitor';
import { Evidence } from './evidence';
import { Outbox } from './outbox';
import { OutputCapture } from './output-capture';
import type { CompanionReport, LaunchSpec, StopReason } from './protocol';
import { byTimer, ReapWatch } from './reap-watch';
import { ReportServer } from './report-server';
import { runStarted } from './run-facts';
import { TreeTracker } from './tree-tracker';
import { UsageMeter } from './usage-meter';

/** After the command's exit, how long to wait for output and reports that are still on their way. */
const DRAIN: Milliseconds = 1000;
/** How long the kernel's event may come after the launcher's own notice of the exit. */
const EXIT_PATIENCE: Milliseconds = 200;
/** Descendants that outlive the command this long are worth telling of. */
const REMAIN_PATIENCE: Milliseconds = 500;

/** Helpers of the command that end a moment after it, such as Python's resource tracker, still belong to its run. */
const HELPER_PATIENCE: Milliseconds = 150;

type RunEndReason = RunEventOf<'run-ended'>['reason'];
const REASONS: Readonly<Record<StopReason, RunEndReason>> = {
  stop: 'stopped',
  kill: 'killed',
  timeout: 'timed-out',
  cleanup: 'stopped',
};

interface RootExit {
  readonly code: number | null;
  readonly signal: string | null;
}

export class Companion {
  readonly #spec: LaunchSpec;
  readonly #report: (report: CompanionReport) => void;
  readonly #outbox: Outbox;
  readonly #meter = new UsageMeter();
  readonly #captures: OutputCapture[] = [];
  readonly #timers: NodeJS.Timeout[] = [];
  #monitor: Monitor | undefined;
  #lifecycle: LifecycleSource | undefined;
  #tracker: TreeTracker | undefined;
  #stopper: TreeStopper | undefined;
  #reaps: ReapWatch | undefined;
  #server: ReportServer | undefined;
  #evidence: Evidence | undefined;
  #root: ChildProcess | undefined;
  #rootExit: RootExit | undefined;
  #stopReason: StopReason | undefined;
  #isEnding = false;
  #over: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => (this.#over = resolve));

  constructor(spec: LaunchSpec, report: (report: CompanionReport) => void) {
    this.#spec = spec;
    this.#report = report;
    this.#outbox = new Outbox((events) => report({ type: 'batch', events }));
  }

  /** Resolves when everything was reported. */
  async run(): Promise<void> {
    await Promise.all([this.#openMonitor(), this.#openServer()]);
    // A stop that came while everything was opened: nothing is started any more.
    if (this.#stopReason === undefined) this.#launch();
    else this.#finishSoon();
    await this.#ended;
  }

  stop(reason: StopReason): void {
    const isNow = reason === 'kill' || reason === 'cleanup' || this.#stopReason !== undefined;
    this.#stopReason ??= reason;
    void this.#stopper?.stop(isNow).then((survivors) => this.#tellSurvivors(survivors));
  }

  forwardSignal(signal: NodeJS.Signals): void {
    const pid = this.#root?.pid;
    if (pid === undefined || this.#rootExit !== undefined) return;
    try {
      process.kill(this.#spec.foreground ? pid : -pid, signal);
    } catch {
      // It has just ended.
    }
  }

  /** The run's own process has gone: nothing may outlive it. */
  async abandon(): Promise<void> {
    await this.#stopper?.stop(true);
    this.#server?.remove();
  }

  async #openMonitor(): Promise<void> {
    const { runStart, argv } = this.#spec;
    const mustPoll = process.env['JOINSCOPE_LIFECYCLE'] === 'polling';
    const monitor = await openMonitor({ clock: monotonicNow, mustPoll });
    const early: LifecycleEvent[] = [];
    const lifecycle = await monitor.startLifecycle((event) => {
      if (this.#tracker === undefined) early.push(event);
      else this.#lifecycleEvent(event);
    });
    this.#monitor = monitor;
    this.#lifecycle = lifecycle;
    this.#evidence = new Evidence(this.#outbox.add);
    this.#tracker = new TreeTracker({
      launcher: process.pid,
      rootArgv: argv,
      runStart,
      seenBy: lifecycle.kind,
      ports: {
        find: (pid) => this.#findNow(pid),
        argvOf: (pid) => nowOrNever(monitor.table.argvOf(pid)),
        usageAtEnd: (pid) => this.#usageAtEnd(pid),
        onEnded: ({ pid, ppid, startTicks }) => this.#reaps?.add(pid, ppid, startTicks),
        onKilled: (pid, t) => this.#evidence?.killed(pid, t),
        emit: this.#outbox.add,
      },
    });
    this.#stopper = this.#newStopper(this.#tracker);
    if (lifecycle.kind === 'kernel') this.#reaps = this.#newReapWatch(this.#tracker);
    for (const event of early) this.#lifecycleEvent(event);
    this.#outbox.add(runStarted(this.#spec, lifecycle));
    this.#evidence.baseline(this.#now());
  }

  #newReapWatch(tracker: TreeTracker): ReapWatch {
    return new ReapWatch({
      startTicksOf: (pid) => this.#findNow(pid)?.startTicks,
      isAlive: (pid) => tracker.isAlive(pid),
      now: () => this.#now(),
      emit: this.#outbox.add,
      schedule: byTimer,
    });
  }

  #newStopper(tracker: TreeTracker): TreeStopper {
    return new TreeStopper({
      living: () => tracker.living,
      startTicksOf: (pid) => this.#findNow(pid)?.startTicks,
      kill: (pid, signal) => process.kill(pid, signal),
      onSignal: (pid, signal) => {
        const reason = this.#stopReason ?? 'cleanup';
        this.#outbox.add({ type: 'signal-sent', t: this.#now(), pid, signal, by: 'joinscope', reason });
      },
      sleep: (duration) => new Promise((resolve) => setTimeout(resolve, duration)),
    });
  }

  async #openServer(): Promise<void> {
    const { runStart } = this.#spec;
    try {
      this.#server = await ReportServer.open({
        runStart,
        onEvents: (events) => events.forEach(this.#outbox.add),
        onRefused: (count) => this.#outbox.add({ type: 'lost', t: this.#now(), count, source: 'probe' }),
      });
    } catch (error) {
      // The run goes on without what the program itself could tell.
      this.#notice('warning', 'no-report-socket', { reason: error instanceof Error ? error.message : String(error) });
    }
  }

  #launch(): void {
    const { foreground, timeoutMs } = this.#spec;
    const env = this.#environment();
    let root: ChildProcess;
    try {
      root = spawnCommand({ ...this.#spec, env });
    } catch (error) {
      return this.#failToStart(error);
    }
    this.#root = root;
    root.once('error', (error) => this.#failToStart(error));
    root.once('exit', (code, signal) => void this.#rootExited({ code, signal }));
    // Without a pid the streams may be missing as well (EMFILE); 'error' follows.
    if (root.pid === undefined) return;
    this.#report({ type: 'launched', pid: root.pid, group: foreground ? undefined : root.pid });
    this.#capture(root, root.pid);
    if (this.#lifecycle?.kind === 'polling') this.#tracker?.started(root.pid, monotonicNow());
    this.#evidence?.limits(root.pid, this.#now());
    this.#sampleEvery(1000 / this.#spec.hz);
    if (timeoutMs !== undefined) this.#timers.push(setTimeout(() => this.stop('timeout'), timeoutMs));
  }

  /** A program can report only where the socket is there, so without it no probe is loaded. */
  #environment(): Readonly<Record<string, string>> {
    const { env, probes } = this.#spec;
    if (this.#server === undefined) return env;
    return { ...env, ...(probes && probeEnvironment(env)), [SOCKET_VARIABLE]: this.#server.path };
  }

  #capture(root: ChildProcess, pid: Pid): void {
    const streams = { stdout: root.stdout, stderr: root.stderr } as const;
    for (const stream of ['stdout', 'stderr'] as const) {
      const source = streams[stream];
      if (source === null) continue;
      const passTo = this.#spec.output === 'tee' ? (stream === 'stdout' ? 1 : 2) : undefined;
      const now = () => this.#now();
      this.#captures.push(new OutputCapture(source, { stream, pid, passTo, now, emit: this.#outbox.add }));
    }
  }

  #lifecycleEvent(event: LifecycleEvent): void {
    this.#tracker?.handle(event);
    if (event.type === 'overflow') void this.#resync();
    if (event.type === 'exit') this.#finishWhenEmpty();
  }

  async #resync(): Promise<void> {
    this.#outbox.add({ type: 'lost', t: this.#now(), count: 1, source: 'kernel' });
    // A table that cannot be read just now says nothing about who is gone.
    const table = await this.#monitor?.table.list().catch(() => undefined);
    if (table !== undefined) this.#tracker?.resync(table, monotonicNow());
    this.#finishWhenEmpty();
  }

  #sampleEvery(interval: Milliseconds): void {
    const tick = async () => {
      await this.#sample();
      if (!this.#isEnding) this.#timers.push(setTimeout(() => void tick(), interval));
    };
    // The first soon: it is the baseline of the first CPU figure.
    this.#timers.push(setTimeout(() => void tick(), Math.min(interval, 100)));
  }

  async #sample(): Promise<void> {
    const pids = this.#tracker?.living.map(({ pid }) => pid) ?? [];
    for (const capture of this.#captures) capture.tellDropped();
    if (pids.length === 0) return;
    const readings = await this.#readUsage(pids);
    // Who ended while a slow table was read is no longer sampled.
    const rows = this.#meter.sample(readings.filter(({ pid }) => this.#tracker?.isAlive(pid)));
    if (rows.length > 0) this.#outbox.add({ type: 'sample', t: this.#now(), rows });
  }

  /** A helper that failed this time is asked again the next. */
  async #readUsage(pids: readonly Pid[]): Promise<readonly UsageReading[]> {
    try {
      return (await this.#monitor?.table.read(pids)) ?? [];
    } catch {
      return [];
    }
  }

  #usageAtEnd(pid: Pid) {
    const atEnd = this.#monitor?.table.readLast(pid);
    return this.#meter.takeLast(pid, atEnd?.state === 'Z' ? atEnd : undefined);
  }

  async #rootExited(exit: RootExit): Promise<void> {
    this.#rootExit = exit;
    const pid = this.#root?.pid ?? 0;
    const tracker = this.#tracker;
    if (tracker === undefined) return;
    if (this.#lifecycle?.kind === 'kernel') await until(() => tracker.hasRoot && !tracker.isAlive(pid), EXIT_PATIENCE);
    // What nobody else has told by now is told from the launcher's own notice.
    const at = monotonicNow();
    tracker.started(pid, at);
    tracker.handle({ type: 'exit', pid, status: { ...exit, coreDumped: false }, at });
    if (this.#spec.output === 'tee') {
      await until(() => tracker.living.length === 0, HELPER_PATIENCE);
      this.#finishSoon();
      return;
    }
    this.#timers.push(setTimeout(() => this.#tellRemaining(), REMAIN_PATIENCE));
    this.#finishWhenEmpty();
  }

  #finishWhenEmpty(): void {
    const isEmpty = this.#rootExit !== undefined && this.#tracker?.living.length === 0;
    if (isEmpty && this.#spec.output === 'capture') this.#finishSoon();
  }

  #failToStart(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#notice('error', 'failed-to-start', { reason: message });
    this.#rootExit = { code: null, signal: null };
    this.#finishSoon('failed-to-start');
  }

  #finishSoon(reason?: RunEndReason): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    for (const timer of this.#timers) clearTimeout(timer);
    void this.#finish(reason ?? (this.#stopReason === undefined ? 'exited' : REASONS[this.#stopReason]));
  }

  async #finish(reason: RunEndReason): Promise<void> {
    const drained = Promise.all(this.#captures.map(({ ended }) => ended));
    do await Promise.race([drained, sleep(DRAIN)]);
    while (
      // A slow reader gets all of it, however long it takes: nobody waits for a descendant's open pipe.
      this.#mayWait &&
      this.#captures.some(({ isPassing }) => isPassing)
    );
    for (const capture of this.#captures) capture.finish();
    await this.#server?.close(DRAIN / 4);
    this.#tellRemaining();
    this.#reaps?.stop();
    this.#lifecycle?.stop();
    this.#monitor?.table.close();
    const { code = null, signal = null } = this.#rootExit ?? {};
    this.#outbox.add({ type: 'run-ended', t: this.#now(), exitCode: code, signal, reason });
    this.#outbox.flush();
    this.#over();
  }

  /** Somebody who wants an end at once does not want the rest of the output. */
  get #mayWait(): boolean {
    return this.#stopReason !== 'kill' && this.#stopReason !== 'cleanup' && process.connected;
  }

  #tellRemaining(): void {
    const count = this.#tracker?.living.length ?? 0;
    if (count > 0) this.#notice('info', 'descendants-still-running', { count });
  }

  #tellSurvivors(survivors: readonly Pid[]): void {
    if (survivors.length > 0) this.#notice('warning', 'could-not-be-ended', { pids: survivors.join(', ') });
  }

  #notice(level: RunEventOf<'notice'>['level'], id: string, values: Record<string, string | number>): void {
    const event: RunEvent = { type: 'notice', t: this.#now(), level, id, values };
    this.#outbox.add(event);
  }

  #findNow(pid: Pid): ProcessEntry | undefined {
    return nowOrNever(this.#monitor?.table.find(pid));
  }

  #now(): Milliseconds {
    return Math.max(0, monotonicNow() - this.#spec.runStart);
  }
}

/** CLOCK_MONOTONIC, which every process of the machine shares. */
function monotonicNow(): Milliseconds {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** What a table that must ask a helper would tell later is too late for an event of now. */
function nowOrNever<Value>(value: Value | Promise<Value>): Value | undefined {
  if (!(value instanceof Promise)) return value;
  // Nobody waits for it, so nobody else would catch its failure.
  value.catch(() => undefined);
  return undefined;
}

function sleep(duration: Milliseconds): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

async function until(isDone: () => boolean, limit: Milliseconds): Promise<void> {
  for (let waited = 0; waited < limit && !isDone(); waited += 5) await sleep(5);
}
