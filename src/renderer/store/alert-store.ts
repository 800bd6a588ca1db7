/** The alerts of the runs that go on, found in the page by the same rules as in main. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Alert, AlertRules } from '../../shared/alerts/alert';
import { AlertWatch } from '../../shared/alerts/alert-watch';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds, RunId } from '../../shared/units';
import { without } from './without';

export interface ListedAlert {
  /** Names it in the list. */
  readonly key: string;
  readonly runId: RunId;
  readonly title: string;
  readonly alert: Alert;
}

export interface AlertState {
  /** Newest first. */
  readonly alerts: readonly ListedAlert[];
  /** Those that nobody looked at. */
  readonly unseen: number;
}

/** Kept in the list; more would not be read. */
const MAX_ALERTS = 300;

export interface AlertStore {
  readonly store: StoreApi<AlertState>;
  /** @param isFresh the run begins anew, as after the page was loaded again. */
  readonly take: (run: Run, events: readonly RunEvent[], isFresh: boolean) => void;
  /** The run was put away: nothing of it can be shown any more. */
  readonly forget: (runId: RunId) => void;
  readonly see: () => void;
  readonly clear: () => void;
}

interface Run {
  readonly runId: RunId;
  readonly title: string;
  readonly isLive: boolean;
}

/**
 * Up to when, on each run's clock, its alerts were looked at and taken from the list. A run that
 * is sent anew rings its old alerts again; by this they are known.
 */
interface Marks {
  readonly seen: Readonly<Record<RunId, Milliseconds>>;
  readonly cleared: Readonly<Record<RunId, Milliseconds>>;
}

const MEMORY_KEY = 'joinscope.alerts';

/** @param memory outlives the page. */
export function createAlertStore(rules: () => AlertRules, memory: Pick<Storage, 'getItem' | 'setItem'>): AlertStore {
  const store = createStore<AlertState>(() => ({ alerts: [], unseen: 0 }));
  const watches = new Map<RunId, AlertWatch>();
  let marks = recall(memory);
  let count = 0;

  const remember = (change: Partial<Marks>): void => {
    marks = { ...marks, ...change };
    memory.setItem(MEMORY_KEY, JSON.stringify(marks));
  };
  const list = (alerts: readonly ListedAlert[]): void => {
    const unseen = alerts.filter(({ runId, alert }) => alert.t > (marks.seen[runId] ?? -1)).length;
    store.setState({ alerts, unseen });
  };
  const see = (): void => {
    const { alerts } = store.getState();
    remember({ seen: { ...marks.seen, ...newestOf(alerts) } });
    list(alerts);
  };

  const take: AlertStore['take'] = ({ runId, title, isLive }, events, isFresh) => {
    if (!isLive) return;
    const before = isFresh ? undefined : watches.get(runId);
    const watch = before ?? new AlertWatch(rules);
    watches.set(runId, watch);
    const found = events
      .flatMap((event) => watch.take(event))
      .filter(({ t }) => t > (marks.cleared[runId] ?? -1))
      .map((alert): ListedAlert => ({ key: `${runId} ${(count += 1)}`, runId, title, alert }));
    if (found.length === 0 && !isFresh) return;
    const { alerts } = store.getState();
    const kept = isFresh ? alerts.filter((one) => one.runId !== runId) : alerts;
    list([...found.reverse(), ...kept].slice(0, MAX_ALERTS));
  };

  return {
    store,
    take,
    see,
    forget: (runId) => {
      watches.delete(runId);
      remember({ seen: without(marks.seen, runId), cleared: without(marks.cleared, runId) });
      list(store.getState().alerts.filter((one) => one.runId !== runId));
    },
    clear: () => {
      see();
      remember({ cleared: { ...marks.cleared, ...newestOf(store.getState().alerts) } });
      list([]);
    },
  };
}

/** When the newest alert of each run rang. */
function newestOf(alerts: readonly ListedAlert[]): Record<RunId, Milliseconds> {
  const newest: Record<RunId, Milliseconds> = {};
  for (const { runId, alert } of alerts) newest[runId] = Math.max(newest[runId] ?? 0, alert.t);
  return newest;
}

function recall(memory: Pick<Storage, 'getItem'>): Marks {
  try {
    const { seen = {}, cleared = {} } = JSON.parse(memory.getItem(MEMORY_KEY) ?? '{}') as Partial<Marks>;
    return { seen, cleared };
  } catch {
    return { seen: {}, cleared: {} };
  }
}
