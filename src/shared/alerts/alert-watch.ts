/**
 * The rules of alerts, as a fold over one run's events: page and main apply it alike.
 *
 * Time is the events' own. A quiet run still has samples, so what is to last for a while is
 * found out at the next sample. Each thing is told once, and again only after it was over.
 */
import type { RunEvent, RunEventOf } from '../events';
import { isEndWithPool } from '../model/needs-look';
import { hangKinds } from '../verdict';
import type { Milliseconds, Pid } from '../units';
import type { Alert, AlertRules } from './alert';
import { HeldStatuses } from './held-statuses';

const MB = 1e6;

/** After these something has moved. */
const PROGRESS: ReadonlySet<RunEvent['type']> = new Set([
  'run-started',
  'run-resumed',
  'process-started',
  'process-exited',
  'task-finished',
  'task-failed',
  'task-tally',
  'join-returned',
  'wait-ended',
  'log',
]);

interface Line {
  depth: number;
  /** Since when it is too deep. */
  since: Milliseconds | undefined;
  isTold: boolean;
}

export class AlertWatch {
  readonly #rules: () => AlertRules;
  readonly #names = new Map<Pid, string>();
  readonly #lines = new Map<string, Line>();
  /** Processes of which was told: their end, their memory. */
  readonly #toldEnds = new Set<Pid>();
  readonly #toldMemory = new Set<Pid>();
  readonly #toldHangs = new Set<string>();
  readonly #statuses = new HeldStatuses();
  #movedMs: Milliseconds = 0;
  #isIdleTold = false;
  #isPaused = false;
  #isOver = false;

  /** @param rules those in force now: they may change while a run goes on. */
  constructor(rules: () => AlertRules) {
    this.#rules = rules;
  }

  /** Takes the next event. @returns what the person is to be told because of it. */
  take(event: RunEvent): readonly Alert[] {
    this.#follow(event);
    if (this.#isOver) return [...this.#statuses.taken(), ...(event.type === 'verdict' ? this.#ofVerdict(event) : [])];
    switch (event.type) {
      case 'verdict':
        return this.#ofVerdict(event);
      case 'hang':
        return this.#ofHang(event);
      case 'sample':
        return [
          ...this.#statuses.taken(event.t),
          ...this.#ofMemory(event),
          ...this.#ofDepth(event.t),
          ...this.#ofIdle(event.t),
        ];
      case 'queue-depth':
      case 'task-submitted':
      case 'host-sample':
        return this.#ofDepth(event.t);
      default:
        return [];
    }
  }

  #follow(event: RunEvent): void {
    if (PROGRESS.has(event.type)) {
      this.#movedMs = event.t;
      this.#isIdleTold = false;
    }
    switch (event.type) {
      case 'run-ended':
        this.#isOver = true;
        return;
      case 'run-paused':
        this.#isPaused = true;
        return;
      case 'run-resumed':
        this.#isPaused = false;
        return;
      case 'process-started':
        // A pid that was given again is another process.
        if (event.seenBy !== 'probe') this.#forget(event.pid);
        this.#names.set(event.pid, event.name);
        this.#statuses.start(event);
        return;
      case 'process-exec':
        this.#names.set(event.pid, event.name);
        this.#statuses.dropBelow(event.pid);
        return;
      case 'process-renamed':
        this.#names.set(event.pid, event.name);
        return;
      default:
        this.#followLines(event);
    }
  }

  #forget(pid: Pid): void {
    this.#toldEnds.delete(pid);
    this.#toldMemory.delete(pid);
  }

  #followLines(event: RunEvent): void {
    switch (event.type) {
      case 'queue-depth':
        return this.#setDepth(event.queue, event.depth, event.t);
      case 'task-submitted':
      case 'task-retried':
        return this.#addDepth(event.pool, 1, event.t);
      case 'task-started':
        return this.#addDepth(event.pool, -1, event.t);
      case 'task-tally':
        return this.#addDepth(event.pool, event.submitted - event.started, event.t);
      default:
    }
  }

  #addDepth(name: string, by: number, t: Milliseconds): void {
    this.#setDepth(name, Math.max(0, (this.#lines.get(name)?.depth ?? 0) + by), t);
  }

  #setDepth(name: string, depth: number, t: Milliseconds): void {
    const line = this.#lines.get(name) ?? { depth: 0, since: undefined, isTold: false };
    this.#lines.set(name, line);
    line.depth = depth;
    const { alertDepth } = this.#rules();
    if (alertDepth !== null && depth > alertDepth) line.since ??= t;
    else {
      line.since = undefined;
      line.isTold = false;
    }
  }

  #nameOf(pid: Pid): string {
    return this.#names.get(pid) ?? String(pid);
  }

  #ofVerdict({ t, pid, verdict }: RunEventOf<'verdict'>): readonly Alert[] {
    const { alertExit, alertCauses } = this.#rules();
    if (!alertExit || !alertCauses.includes(verdict.cause) || isEndWithPool(verdict)) return [];
    if (this.#toldEnds.has(pid)) return [];
    this.#toldEnds.add(pid);
    const alert: Alert = { kind: 'exit', t, pid, values: { name: this.#nameOf(pid), pid }, word: verdict.cause };
    if (verdict.cause !== 'exit-status' || this.#isOver) return [alert];
    this.#statuses.hold(alert);
    return [];
  }

  #ofHang({ t, hang, kind, pids }: RunEventOf<'hang'>): readonly Alert[] {
    if (!this.#rules().alertHang || this.#toldHangs.has(hang)) return [];
    this.#toldHangs.add(hang);
    const names = pids.map((pid) => this.#nameOf(pid)).join(', ');
    return [{ kind: 'hang', t, pid: pids[0], values: { names }, word: hangKinds.find((one) => one === kind) }];
  }

  #ofMemory({ t, rows }: RunEventOf<'sample'>): readonly Alert[] {
    const { alertMemory } = this.#rules();
    if (alertMemory === null) return [];
    return rows.flatMap(({ pid, rss = 0 }): readonly Alert[] => {
      if (rss <= alertMemory * MB) {
        this.#toldMemory.delete(pid);
        return [];
      }
      if (this.#toldMemory.has(pid)) return [];
      this.#toldMemory.add(pid);
      const values = { name: this.#nameOf(pid), pid, size: rss, limit: alertMemory * MB };
      return [{ kind: 'memory', t, pid, values, word: undefined }];
    });
  }

  #ofDepth(t: Milliseconds): readonly Alert[] {
    const { alertDepth, alertDepthFor } = this.#rules();
    if (alertDepth === null) return [];
    return [...this.#lines].flatMap(([name, line]): readonly Alert[] => {
      // The rule may be younger than the depth.
      if (line.depth > alertDepth) line.since ??= t;
      if (line.isTold || line.since === undefined || t - line.since < (alertDepthFor ?? 0) * 1000) return [];
      line.isTold = true;
      const values = { name, depth: line.depth, limit: alertDepth, time: t - line.since };
      return [{ kind: 'depth', t, pid: undefined, values, word: undefined }];
    });
  }

  #ofIdle(t: Milliseconds): readonly Alert[] {
    const { alertIdle } = this.#rules();
    if (alertIdle === null || this.#isIdleTold || this.#isPaused || t - this.#movedMs < alertIdle * 1000) return [];
    this.#isIdleTold = true;
    return [{ kind: 'idle', t, pid: undefined, values: { time: t - this.#movedMs }, word: undefined }];
  }
}
