import { rmSync } from 'node:fs';
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { Unsubscribe } from '../../shared/ipc/contract';
import { hasEnded } from '../../shared/model/process-row';
import type { RunModel } from '../../shared/model/run-model';
import type { RunBatch } from '../../shared/recording';
import type { RunAction } from '../../shared/run-action';
import type { Milliseconds, MonotonicMilliseconds, Pid, RunId } from '../../shared/units';
import type { AttachSpec, CompanionReport, LaunchSpec, StopReason } from '../companion/protocol';
import { EventOrder } from './event-order';
import type { CompanionPort } from './fork-companion';
import { killRemains } from './kill-remains';
import type { Run } from './run';
import { RunStream } from './run-stream';

/** How long an event is held back for an earlier one that another source reports later. */
const REORDER_WINDOW: Milliseconds = 100;
/** A companion that does not end what it was told to kill is ended itself after this long. */
const KILL_PATIENCE: Milliseconds = 5000;

/** Finds the reasons of ends: events in, verdicts and hangs out. */
export interface Judge {
  apply(event: RunEvent): readonly RunEvent[];
}

/** Where the events are kept on disk. */
export interface EventSink {
  append(events: readonly RunEvent[]): void;
  close(): Promise<unknown>;
}

export interface LiveRunParts {
  readonly id: RunId;
  readonly title: string;
  readonly path: string | undefined;
  readonly spec: AttachSpec | LaunchSpec;
  readonly companion: CompanionPort;
  readonly judge: Judge;
  readonly sink: EventSink | undefined;
  readonly clock: () => MonotonicMilliseconds;
}

/** A run that happens now: a companion's reports, ordered, judged, recorded and handed out. */
export class LiveRun implements Run {
  readonly isLive = true;
  readonly ended: Promise<RunEventOf<'run-ended'>>;
  readonly #parts: LiveRunParts;
  readonly #stream: RunStream;
  readonly #order = new EventOrder();
  #resolveEnded: (event: RunEventOf<'run-ended'>) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;
  #group: Pid | undefined;
  #socketFolder: string | undefined;
  #lastEvent: RunEventOf<'run-ended'> | undefined;
  #isOver = false;

  constructor(parts: LiveRunParts) {
    this.#parts = parts;
    this.#stream = new RunStream({ runId: parts.id, title: parts.title, isLive: true, path: parts.path });
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
    parts.companion.onReport((report) => this.#take(report));
    parts.companion.onEnd((remark) => this.#companionEnded(remark));
    const { spec } = parts;
    parts.companion.send('target' in spec ? { type: 'attach', spec } : { type: 'launch', spec });
  }

  get id(): RunId {
    return this.#parts.id;
  }

  get title(): string {
    return this.#parts.title;
  }

  get path(): string | undefined {
    return this.#parts.path;
  }

  get model(): RunModel {
    return this.#stream.model;
  }

  onBatch(listener: (batch: RunBatch) => void): Unsubscribe {
    return this.#stream.onBatch(listener);
  }

  replay(): RunBatch {
    return this.#stream.replay();
  }

  stop(reason: StopReason): void {
    if (this.#isOver) return;
    this.#parts.companion.send({ type: 'stop', reason });
    if (reason === 'kill' || reason === 'cleanup') {
      this.#patience ??= setTimeout(() => this.#parts.companion.kill(), KILL_PATIENCE);
    }
  }

  forwardSignal(signal: NodeJS.Signals): void {
    if (!this.#isOver) this.#parts.companion.send({ type: 'forward-signal', signal });
  }

  act(action: RunAction): void {
    if (!this.#isOver) this.#parts.companion.send({ type: 'act', action });
  }

  measure(pid: Pid): void {
    if (!this.#isOver) this.#parts.companion.send({ type: 'measure', pid });
  }

  /** Adds what this process itself has to tell about the run. */
  tell(event: Omit<RunEventOf<'notice'>, 't' | 'type'>): void {
    if (!this.#isOver) this.#add([{ type: 'notice', t: this.#now(), ...event }]);
    else {
      // A recording may fail at its last write: nobody orders or records any more, but who looks is told.
      this.#stream.add([{ type: 'notice', t: this.model.now, ...event }]);
      this.#stream.flush();
    }
  }

  #now(): Milliseconds {
    return Math.max(0, this.#parts.clock() - this.#parts.spec.runStart);
  }

  #take(report: CompanionReport): void {
    if (this.#isOver) return;
    if (report.type === 'batch') this.#add(report.events);
    else if (report.type === 'launched') {
      this.#group = report.group;
      this.#socketFolder = report.socketFolder;
    } else this.#finish();
  }

  #add(events: readonly RunEvent[]): void {
    // The last event waits for all others, whatever its time.
    for (const event of events) if (event.type === 'run-ended') this.#lastEvent = event;
    this.#order.add(events.filter(({ type }) => type !== 'run-ended'));
    this.#release();
  }

  /** Passes on what was held back long enough and comes again when the next is due. */
  #release(): void {
    clearTimeout(this.#timer);
    this.#pass(this.#order.take(this.#now() - REORDER_WINDOW));
    const { oldest } = this.#order;
    if (oldest === undefined) return;
    // From Node 24 on a time that has passed is a warning on stderr.
    const due = Math.max(0, oldest + REORDER_WINDOW - this.#now());
    this.#timer = setTimeout(() => this.#release(), due);
  }

  #pass(events: readonly RunEvent[]): void {
    if (events.length === 0) return;
    const judged = events.flatMap((event) => [event, ...this.#parts.judge.apply(event)]);
    this.#stream.add(judged);
    this.#parts.sink?.append(judged);
  }

  #companionEnded(remark: string): void {
    if (this.#isOver) return;
    this.#pass(this.#order.take(Infinity));
    const t = this.#now();
    const living = this.model.processes.filter((row) => !hasEnded(row));
    // What was running before lives on after the loss of its watcher.
    const killed = new Set('target' in this.#parts.spec ? [] : killRemains(living, this.#group));
    if (this.#socketFolder !== undefined) rmSync(this.#socketFolder, { recursive: true, force: true });
    const wasKilled = (pid: Pid) => killed.has(pid);
    this.#order.add([
      { type: 'notice', t, level: 'error', id: 'companion-lost', values: { remark } },
      ...living.flatMap(({ pid }) => endingOf(pid, t, wasKilled(pid))),
    ]);
    this.#lastEvent = { type: 'run-ended', t, exitCode: null, signal: null, reason: 'companion-lost' };
    this.#finish();
  }

  #finish(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#patience);
    this.#pass(this.#order.take(Infinity));
    const found = this.#lastEvent ?? unknownEnd(this.#now());
    const last = { ...found, t: Math.max(found.t, this.model.now) };
    // The verdicts that only the end of the run decides stand before it: it is the last line of a recording.
    const final = [...this.#parts.judge.apply(last), last];
    this.#stream.add(final);
    this.#parts.sink?.append(final);
    void this.#close(last);
  }

  async #close(last: RunEventOf<'run-ended'>): Promise<void> {
    this.#stream.flush();
    // A recording that cannot be closed told so through its onProblem; the run ends all the same.
    await this.#parts.sink?.close().catch(() => undefined);
    this.#resolveEnded(last);
  }
}

/** What is known of the end of a process that lost its watcher: that we killed it, or nothing. */
function endingOf(pid: Pid, t: Milliseconds, wasKilled: boolean): readonly RunEvent[] {
  const exited = { type: 'process-exited', t, pid, code: null, seenBy: 'polling' } as const;
  if (!wasKilled) return [{ ...exited, signal: null }];
  return [
    { type: 'signal-sent', t, pid, signal: 'SIGKILL', by: 'joinscope', reason: 'cleanup' },
    { ...exited, signal: 'SIGKILL' },
  ];
}

/** A companion that was done without a word about the command's end. */
function unknownEnd(t: Milliseconds): RunEventOf<'run-ended'> {
  return { type: 'run-ended', t, exitCode: null, signal: null, reason: 'companion-lost' };
}
