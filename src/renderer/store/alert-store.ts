/** The alerts of the runs that go on, found in the page by the same rules as in main. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Alert, AlertRules } from '../../shared/alerts/alert';
import { AlertWatch } from '../../shared/alerts/alert-watch';
import type { RunEvent } from '../../shared/events';
import type { RunId } from '../../shared/units';

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

export function createAlertStore(rules: () => AlertRules): AlertStore {
  const store = createStore<AlertState>(() => ({ alerts: [], unseen: 0 }));
  const watches = new Map<RunId, AlertWatch>();
  let count = 0;

  const take: AlertStore['take'] = ({ runId, title, isLive }, events, isFresh) => {
    if (!isLive) return;
    const before = isFresh ? undefined : watches.get(runId);
    const watch = before ?? new AlertWatch(rules);
    watches.set(runId, watch);
    const found = events.flatMap((event) => watch.take(event));
    if (found.length === 0 && !isFresh) return;
    store.setState(({ alerts, unseen }) => {
      const kept = isFresh ? alerts.filter((one) => one.runId !== runId) : alerts;
      const listed = found.map((alert): ListedAlert => ({ key: `${runId} ${(count += 1)}`, runId, title, alert }));
      return { alerts: [...listed.reverse(), ...kept].slice(0, MAX_ALERTS), unseen: unseen + found.length };
    });
  };

  return {
    store,
    take,
    forget: (runId) => {
      watches.delete(runId);
      store.setState(({ alerts }) => ({ alerts: alerts.filter((one) => one.runId !== runId) }));
    },
    see: () => store.setState({ unseen: 0 }),
    clear: () => store.setState({ alerts: [], unseen: 0 }),
  };
}
