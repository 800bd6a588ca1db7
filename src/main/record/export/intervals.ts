/**
 * The stretches of processes' lives, each told once, when its end is known: what a trace
 * draws as slices and a table holds as rows. Unlike `RunModel`, which keeps what a screen
 * can show, nothing is dropped; memory holds only what is open.
 */
import type { RunEvent, RunEventOf, WaitKind } from '../../../shared/events';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import type { Milliseconds, Pid, PoolId, TaskId } from '../../../shared/units';

export interface TaskInterval {
  readonly kind: 'task';
  /** Who ran it; `undefined` when that process was never seen. */
  readonly process: ProcessRow | undefined;
  readonly pid: Pid;
  readonly pool: PoolId;
  readonly task: TaskId;
  readonly label: string;
  readonly items: number;
  readonly submitted: Milliseconds | undefined;
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly waitMs: Milliseconds | undefined;
  readonly runMs: Milliseconds | undefined;
  readonly outcome: 'finished' | 'failed' | 'lost' | 'open';
  readonly error: string | undefined;
}

export interface WaitInterval {
  readonly kind: 'join' | WaitKind;
  readonly process: ProcessRow;
  readonly label: string;
  /** The joined child. */
  readonly child: ProcessRow | undefined;
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  /** False for a join that gave up, and for what still lasted at the end. */
  readonly finished: boolean;
}

export type Interval = TaskInterval | WaitInterval;

type TaskEnd = RunEventOf<'task-finished' | 'task-failed' | 'task-lost'>;

/** A task that was submitted and has not ended. */
interface OpenTask {
  readonly pool: PoolId;
  readonly task: TaskId;
  label: string;
  items: number;
  submitted: Milliseconds | undefined;
  started: Milliseconds | undefined;
  pid: Pid;
}

type OpenWait = Omit<WaitInterval, 'to' | 'finished'>;

const OUTCOMES = { 'task-finished': 'finished', 'task-failed': 'failed', 'task-lost': 'lost' } as const;

/** Of a task whose submission and start were lost on the way. */
const NEVER_TOLD = { label: '', items: 1, submitted: undefined, started: undefined } as const;
const NO_TIMES = { waitMs: undefined, runMs: undefined } as const;

export class IntervalFold {
  readonly #model: RunModel;
  readonly #tasks = new Map<string, OpenTask>();
  readonly #waits = new Map<string, OpenWait>();

  /** @param model to which each event was applied before it comes here. */
  constructor(model: RunModel) {
    this.#model = model;
  }

  /** @returns what ended by the event; mostly nothing. */
  apply(event: RunEvent): readonly Interval[] {
    switch (event.type) {
      case 'task-submitted':
        this.#openTask(event).submitted = event.t;
        return [];
      case 'task-started':
        Object.assign(this.#openTask(event), { started: event.t, pid: event.pid });
        return [];
      case 'task-finished':
      case 'task-failed':
      case 'task-lost':
        return [this.#endTask(event)];
      case 'process-exited':
        return this.#endProcess(event);
      default:
        return this.#applyWait(event);
    }
  }

  /** What was still open when the run ended. */
  finish(t: Milliseconds): readonly Interval[] {
    const tasks = [...this.#tasks.values()].flatMap((task) => this.#cutTask(task, t) ?? []);
    const waits = [...this.#waits.values()].map((wait) => ({ ...wait, to: t, finished: false }));
    this.#tasks.clear();
    this.#waits.clear();
    return [...tasks, ...waits];
  }

  #applyWait(event: RunEvent): readonly Interval[] {
    switch (event.type) {
      case 'join-started':
        return this.#beginWait(event, 'join', String(event.childPid));
      case 'join-returned':
        return this.#endWait(event, `join ${event.childPid}`, event.finished);
      case 'wait-started':
        return this.#beginWait(event, event.wait, event.object);
      case 'wait-ended':
        return this.#endWait(event, `${event.wait} ${event.object}`, true);
      default:
        return [];
    }
  }

  #openTask({ pool, task, ...more }: RunEventOf<'task-submitted'> | RunEventOf<'task-started'>): OpenTask {
    const key = `${pool}\n${task}`;
    const known = this.#tasks.get(key);
    if (known !== undefined) return known;
    const label = 'label' in more ? more.label : '';
    const items = 'items' in more ? (more.items ?? 1) : 1;
    const open: OpenTask = { pool, task, label, items, submitted: undefined, started: undefined, pid: 0 };
    this.#tasks.set(key, open);
    return open;
  }

  #endTask(event: TaskEnd): TaskInterval {
    const key = `${event.pool}\n${event.task}`;
    const { label, items, submitted, started } = this.#tasks.get(key) ?? NEVER_TOLD;
    this.#tasks.delete(key);
    const { waitMs, runMs } = event.type === 'task-lost' ? NO_TIMES : event;
    return {
      kind: 'task',
      process: this.#model.findProcess(event.pid),
      pid: event.pid,
      pool: event.pool,
      task: event.task,
      label,
      items,
      submitted,
      from: started ?? event.t - (runMs ?? 0),
      to: event.t,
      waitMs,
      runMs,
      outcome: OUTCOMES[event.type],
      error: event.type === 'task-failed' ? `${event.errorType}: ${event.message}` : undefined,
    };
  }

  #cutTask({ started, ...open }: OpenTask, t: Milliseconds): TaskInterval | undefined {
    if (started === undefined) return undefined;
    const unknown = { waitMs: undefined, runMs: undefined, error: undefined } as const;
    const process = this.#model.findProcess(open.pid);
    return { ...open, ...unknown, kind: 'task', process, from: started, to: t, outcome: 'open' };
  }

  #beginWait(
    { pid, t, ...more }: { pid: Pid; t: Milliseconds; childPid?: Pid },
    kind: WaitInterval['kind'],
    object: string,
  ): [] {
    const process = this.#model.findProcess(pid);
    if (process === undefined) return [];
    const child = more.childPid === undefined ? undefined : this.#model.findProcess(more.childPid);
    this.#waits.set(`${process.index} ${kind} ${object}`, {
      kind,
      process,
      label: child?.name ?? object,
      child,
      from: t,
    });
    return [];
  }

  #endWait({ pid, t }: { pid: Pid; t: Milliseconds }, what: string, finished: boolean): readonly Interval[] {
    const key = `${this.#model.findProcess(pid)?.index ?? ''} ${what}`;
    const open = this.#waits.get(key);
    if (open === undefined) return [];
    this.#waits.delete(key);
    return [{ ...open, to: t, finished }];
  }

  /** Its waits end with it. Its task stays open: whether it was lost is told by its pool. */
  #endProcess({ pid, t }: RunEventOf<'process-exited'>): readonly Interval[] {
    const process = this.#model.findProcess(pid);
    const ended: Interval[] = [];
    for (const [key, wait] of this.#waits) {
      if (wait.process !== process) continue;
      this.#waits.delete(key);
      ended.push({ ...wait, to: t, finished: false });
    }
    return ended;
  }
}
