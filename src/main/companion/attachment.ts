/**
 * The companion of a run that watches a program which was running already.
 *
 * It never ends what it watches: stopping the run, the loss of its run and its own end leave
 * the program alone. A signal is sent only when a person asks for that signal.
 */
import type { RunEvent, RunEventOf } from '../../shared/events';
import { reasonOf } from '../../shared/outcome';
import type { RunAction } from '../../shared/run-action';
import type { Milliseconds, Pid } from '../../shared/units';
import type { ProcessActions } from '../launch/act-on-processes';
import { actionsOn } from './actions-on';
import { monotonicNow } from './clock';
import { Outbox } from './outbox';
import type { AttachSpec, CompanionReport, StopReason } from './protocol';
import { runStarted } from './run-facts';
import { type AttachRefusal, Watch } from './watch';

/** Why the run is over. */
type Ending = Pick<RunEventOf<'run-ended'>, 'exitCode' | 'signal' | 'reason'>;

export class Attachment {
  readonly #spec: AttachSpec;
  readonly #outbox: Outbox;
  readonly #timers: NodeJS.Timeout[] = [];
  #watch: Watch | undefined;
  #actions: ProcessActions | undefined;
  #rootExit: Pick<Ending, 'exitCode' | 'signal'> | undefined;
  #isOver = false;
  #over: () => void = () => undefined;
  readonly #ended = new Promise<void>((resolve) => (this.#over = resolve));

  constructor(spec: AttachSpec, report: (report: CompanionReport) => void) {
    this.#spec = spec;
    this.#outbox = new Outbox((events) => report({ type: 'batch', events }));
  }

  /** Resolves when everything was reported. */
  async run(): Promise<void> {
    const { target, argv, runStart, hz, timeoutMs } = this.#spec;
    const watch = await Watch.open({
      rootArgv: argv,
      runStart,
      emit: (event) => this.#take(event),
      onChange: () => this.#finishWhenEmpty(),
      onSampled: () => this.#outbox.settle(),
    });
    this.#watch = watch;
    this.#actions = actionsOn(watch, { now: () => this.#now(), emit: this.#outbox.add });
    this.#outbox.add({ ...runStarted(this.#spec, watch.lifecycle), attachedTo: target.pid });
    watch.readBaseline();
    const refusal = await watch.adopt(target, hz);
    if (refusal !== undefined) this.#refuse(refusal);
    else if (watch.lifecycle.kind === 'polling') {
      this.#notice('warning', 'attach-no-status', { reason: watch.lifecycle.reason ?? '' });
    }
    if (timeoutMs !== undefined) this.#timers.push(setTimeout(() => this.stop('timeout'), timeoutMs));
    this.#finishWhenEmpty();
    await this.#ended;
  }

  /** Ends the watch, whatever the reason. */
  stop(reason: StopReason): void {
    this.#finish({ exitCode: null, signal: null, reason: reason === 'timeout' ? 'timed-out' : 'detached' });
  }

  /** Does to its processes what a person asked for. */
  act(action: RunAction): void {
    this.#actions?.act(action);
  }

  /** To the watched program itself, not to its group, which may hold strangers. */
  forwardSignal(signal: NodeJS.Signals): void {
    const { pid } = this.#spec.target;
    const watch = this.#watch;
    const found = watch?.living.find((one) => one.pid === pid);
    // Between its end and its report another process may have got the pid.
    if (found === undefined || watch?.startTicksOf(pid) !== found.startTicks) return;
    try {
      process.kill(pid, signal);
      this.#outbox.add({ type: 'signal-sent', t: this.#now(), pid, signal, by: 'joinscope' });
    } catch (error) {
      this.#notice('warning', 'signal-refused', { signal, pid, ...reasonOf(error) });
    }
  }

  /** The run's own process has gone. */
  abandon(): Promise<void> {
    this.#actions?.resume();
    this.#watch?.close();
    return Promise.resolve();
  }

  /** Measures the memory of a process that is shared with others. */
  measure(pid: Pid): void {
    this.#watch?.measure(pid);
  }

  #take(event: RunEvent): void {
    this.#outbox.add(event);
    if (event.type !== 'process-exited' || event.pid !== this.#spec.target.pid) return;
    this.#rootExit ??= { exitCode: event.code, signal: event.signal };
  }

  #finishWhenEmpty(): void {
    if (this.#rootExit === undefined) return;
    // As of a command from the command line: the watch ends with what was asked for.
    if (this.#spec.output === 'capture' && this.#watch?.living.length !== 0) return;
    this.#finish({ ...this.#rootExit, reason: 'exited' });
  }

  #refuse({ id, values }: AttachRefusal): void {
    this.#notice('error', id, values);
    this.#finish({ exitCode: null, signal: null, reason: 'failed-to-start' });
  }

  #finish(ending: Ending): void {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    // What was stopped by a pause of ours would stay so for ever.
    this.#actions?.resume();
    const count = this.#watch?.living.length ?? 0;
    if (count > 0) this.#notice('info', 'left-running', { count });
    this.#watch?.close();
    this.#outbox.add({ type: 'run-ended', t: this.#now(), ...ending });
    this.#outbox.flush();
    this.#over();
  }

  #notice(level: RunEventOf<'notice'>['level'], id: string, values: Record<string, string | number>): void {
    this.#outbox.add({ type: 'notice', t: this.#now(), level, id, values });
  }

  #now(): Milliseconds {
    return Math.max(0, monotonicNow() - this.#spec.runStart);
  }
}
