/**
 * One run's companion: starts the command, watches its tree, ends it, and tells its run.
 *
 *     launch -> kernel, process table -> Watch ---\
 *               stdout, stderr -> CommandOutput ---+-> Outbox -> run
 *               programs' socket -> ReportServer --/
 *
 * A run from a window ends when the command and all its descendants have ended. One from the
 * command line ends with the command, as it would in a shell; what it left running is told.
 */
import type { ChildProcess } from 'node:child_process';
import { reasonOf } from '../../shared/outcome';
import { SOCKET_VARIABLE } from '../../shared/report-socket';
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { RunAction } from '../../shared/run-action';
import type { Milliseconds, Pid } from '../../shared/units';
import type { ProcessActions } from '../launch/act-on-processes';
import { probeEnvironment } from '../launch/probe-environment';
import { spawnCommand } from '../launch/spawn-command';
import { TreeStopper } from '../launch/stop-tree';
import { actionsOn } from './actions-on';
import { monotonicNow, sleep, until } from './clock';
import { offerCodeCache } from './code-cache';
import { CommandOutput } from './command-output';
import { Outbox } from './outbox';
import { ProbeDesk } from './probe-desk';
import type { CompanionReport, LaunchSpec, StopReason } from './protocol';
import { ReportServer } from './report-server';
import { runStarted } from './run-facts';
import { Watch } from './watch';

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
  readonly #timers: NodeJS.Timeout[] = [];
  #watch: Watch | undefined;
  #stopper: TreeStopper | undefined;
  #actions: ProcessActions | undefined;
  #server: ReportServer | undefined;
  #desk: ProbeDesk | undefined;
  #outputs: CommandOutput | undefined;
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
    const [watch] = await Promise.all([this.#openWatch(), this.#openServer()]);
    const outputs = new CommandOutput(this.#spec);
    this.#outputs = outputs;
    const stderr = outputs.isStderrHandedOn ? { stderrAtTerminal: true as const } : {};
    this.#outbox.add({ ...runStarted(this.#spec, watch.lifecycle), ...stderr });
    if (watch.lifecycle.kind === 'polling') {
      this.#notice('info', 'scanned', { reason: watch.lifecycle.reason ?? '' });
    }
    watch.readBaseline();
    // A stop that came while everything was opened: nothing is started any more.
    if (this.#stopReason === undefined) this.#launch(watch, outputs);
    else this.#finishSoon();
    await this.#ended;
  }

  stop(reason: StopReason): void {
    const isNow = reason === 'kill' || reason === 'cleanup' || this.#stopReason !== undefined;
    this.#stopReason ??= reason;
    void this.#stopper?.stop(isNow).then((survivors) => this.#tellSurvivors(survivors));
    // One that is stopped takes its SIGTERM when it goes on (signal(7)).
    this.#actions?.resume();
  }

  /** Does to processes of the tree what a person asked for. */
  act(action: RunAction): void {
    this.#actions?.act(action);
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

  /** Measures the memory of a process that is shared with others. */
  measure(pid: Pid): void {
    this.#watch?.measure(pid);
  }

  /** The run's own process has gone: nothing may outlive it. */
  async abandon(): Promise<void> {
    await this.#stopper?.stop(true);
    this.#server?.remove();
  }

  async #openWatch(): Promise<Watch> {
    const { runStart, argv } = this.#spec;
    const watch = await Watch.open({
      rootArgv: argv,
      runStart,
      emit: (event) => {
        this.#outbox.add(event);
        this.#desk?.saw(event);
        if (event.type === 'process-exited') this.#outputs?.writerEnded(event.pid);
      },
      onSampled: () => {
        this.#desk?.sampled();
        this.#outbox.settle();
      },
      onChange: () => {
        this.#outputs?.tellDropped();
        this.#finishWhenEmpty();
      },
    });
    this.#watch = watch;
    this.#stopper = this.#newStopper(watch);
    this.#actions = actionsOn(watch, { now: () => this.#now(), emit: this.#outbox.add });
    return watch;
  }

  #newStopper(watch: Watch): TreeStopper {
    return new TreeStopper({
      living: () => watch.living,
      startTicksOf: (pid) => watch.startTicksOf(pid),
      kill: (pid, signal) => process.kill(pid, signal),
      onSignal: (pid, signal) => {
        const reason = this.#stopReason ?? 'cleanup';
        this.#outbox.add({ type: 'signal-sent', t: this.#now(), pid, signal, by: 'joinscope', reason });
      },
      sleep,
    });
  }

  async #openServer(): Promise<void> {
    const { runStart } = this.#spec;
    try {
      this.#server = await ReportServer.open({
        runStart,
        onEvents: (events) =>
          events.forEach((event) => (this.#desk === undefined ? this.#outbox.add(event) : this.#desk.passOn(event))),
        onNote: (note) => this.#desk?.note(note),
        onRefused: (count) => this.#outbox.add({ type: 'lost', t: this.#now(), count, source: 'probe' }),
      });
    } catch (error) {
      // The run goes on without what the program itself could tell.
      this.#notice('warning', 'no-report-socket', reasonOf(error));
      return;
    }
    const { probes, codeCache } = this.#spec;
    if (!probes) return;
    const server = this.#server;
    if (codeCache !== undefined) offerCodeCache(server.folder, codeCache);
    this.#desk = new ProbeDesk({
      folder: server.folder,
      runStart,
      emit: this.#outbox.add,
      heard: () => server.heard(),
    });
    this.#desk.open();
  }

  #launch(watch: Watch, outputs: CommandOutput): void {
    const { foreground, hz, timeoutMs, output } = this.#spec;
    const stdin = output === 'tee' ? 'inherit' : 'ignore';
    let root: ChildProcess;
    try {
      root = spawnCommand({ ...this.#spec, env: this.#environment(), stdin, ...outputs.ends });
    } catch (error) {
      return this.#failToStart(error);
    } finally {
      outputs.handedOver();
    }
    this.#root = root;
    root.once('error', (error) => this.#failToStart(error));
    root.once('exit', (code, signal) => void this.#rootExited(watch, { code, signal }));
    // Without a pid the streams may be missing as well (EMFILE); 'error' follows.
    if (root.pid === undefined) return;
    const group = foreground ? undefined : root.pid;
    this.#report({ type: 'launched', pid: root.pid, group, socketFolder: this.#server?.folder });
    outputs.capture(root, root.pid, { now: () => this.#now(), emit: this.#outbox.add });
    watch.rootStarted(root.pid, hz);
    if (timeoutMs !== undefined) this.#timers.push(setTimeout(() => this.stop('timeout'), timeoutMs));
  }

  /** Demos report themselves. A program can report only where the socket is there, so without it no probe is loaded. */
  #environment(): Readonly<Record<string, string>> {
    const { env, probes, demo } = this.#spec;
    if (this.#server === undefined) return env;
    return { ...env, ...(probes && demo === undefined && probeEnvironment(env)), [SOCKET_VARIABLE]: this.#server.path };
  }

  async #rootExited(watch: Watch, exit: RootExit): Promise<void> {
    this.#rootExit = exit;
    const pid = this.#root?.pid ?? 0;
    if (watch.lifecycle.kind === 'kernel') await until(() => watch.hasRootEnded(pid), EXIT_PATIENCE);
    watch.rootExited(pid, { ...exit, coreDumped: false });
    if (this.#spec.output === 'tee') {
      await until(() => watch.living.length === 0, HELPER_PATIENCE);
      this.#finishSoon();
      return;
    }
    this.#timers.push(setTimeout(() => this.#tellRemaining(), REMAIN_PATIENCE));
    this.#finishWhenEmpty();
  }

  #finishWhenEmpty(): void {
    const isEmpty = this.#rootExit !== undefined && this.#watch?.living.length === 0;
    if (isEmpty && this.#spec.output === 'capture') this.#finishSoon();
  }

  #failToStart(error: unknown): void {
    this.#notice('error', 'failed-to-start', reasonOf(error));
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
    await this.#outputs?.drained(DRAIN, () => this.#mayWait);
    this.#outputs?.finish();
    await this.#server?.close(DRAIN);
    await Promise.race([this.#watch?.lookLast(), sleep(DRAIN)]);
    this.#desk?.close();
    this.#tellRemaining();
    this.#watch?.close();
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
    const count = this.#watch?.living.length ?? 0;
    if (count > 0) this.#notice('info', 'descendants-still-running', { count });
  }

  #tellSurvivors(survivors: readonly Pid[]): void {
    if (survivors.length > 0) this.#notice('warning', 'could-not-be-ended', { pids: survivors.join(', ') });
  }

  #notice(level: RunEventOf<'notice'>['level'], id: string, values: Record<string, string | number>): void {
    const event: RunEvent = { type: 'notice', t: this.#now(), level, id, values };
    this.#outbox.add(event);
  }

  #now(): Milliseconds {
    return Math.max(0, monotonicNow() - this.#spec.runStart);
  }
}
