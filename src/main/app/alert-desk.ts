import { type Alert, type AlertRules, alertText } from '../../shared/alerts/alert';
import { AlertWatch } from '../../shared/alerts/alert-watch';
import type { RunBatch } from '../../shared/recording';
import type { Milliseconds, Pid, RunId } from '../../shared/units';
import { type NamedRun, runName } from '../../shared/run-name';
import type { Say } from './texts';

export interface DesktopNote {
  readonly title: string;
  readonly body: string;
  /** What a click on it shows. */
  readonly runId: RunId;
  readonly pid: Pid | undefined;
}

export interface AlertDeskParts {
  readonly rules: () => AlertRules;
  /** Whether the person looks at the window: then its bell is enough. */
  readonly isLookedAt: () => boolean;
  readonly say: () => Say;
  readonly notify: (note: DesktopNote) => void;
  /** Monotonic. */
  readonly clock: () => Milliseconds;
}

/** Between two notifications: a pool whose workers all die is one piece of news. */
const CALM: Milliseconds = 5000;

interface Watched {
  watch: AlertWatch;
  /** Events that were taken: a replay brings the same ones again. */
  taken: number;
  /** Of a demo, which has words of its own. */
  demo: string | undefined;
}

interface TellingRun extends NamedRun {
  readonly runId: RunId;
}

/** Tells of alerts on the desktop while nobody looks at the window. */
export class AlertDesk {
  readonly #parts: AlertDeskParts;
  readonly #watched = new Map<RunId, Watched>();
  #toldAt = -Infinity;

  constructor(parts: AlertDeskParts) {
    this.#parts = parts;
  }

  /**
   * Takes a run's events as they come.
   *
   * @returns whether any of them is cause for an alert.
   */
  offer({ runId, title, isLive, firstIndex, events }: RunBatch): boolean {
    if (!isLive) return false;
    const known = this.#watched.get(runId) ?? {
      watch: new AlertWatch(this.#parts.rules),
      taken: 0,
      demo: undefined,
    };
    this.#watched.set(runId, known);
    const fresh = events.slice(Math.max(0, known.taken - firstIndex));
    known.taken = Math.max(known.taken, firstIndex + events.length);
    for (const event of fresh) if (event.type === 'run-started') known.demo = event.demo;
    const alerts = fresh.flatMap((event) => known.watch.take(event));
    if (alerts.length > 0) this.#tell({ runId, title, demo: known.demo }, alerts);
    return alerts.length > 0;
  }

  forget(runId: RunId): void {
    this.#watched.delete(runId);
  }

  #tell({ runId, ...named }: TellingRun, alerts: readonly Alert[]): void {
    const { rules, isLookedAt, say, notify, clock } = this.#parts;
    if (!rules().alertDesktop || isLookedAt() || clock() - this.#toldAt < CALM) return;
    this.#toldAt = clock();
    const [first] = alerts;
    if (first === undefined) return;
    const words = say();
    const more = alerts.length > 1 ? ` ${words('alert:more', { count: alerts.length - 1 })}` : '';
    notify({ title: runName(named, words), body: `${alertText(first, words)}${more}`, runId, pid: first.pid });
  }
}
