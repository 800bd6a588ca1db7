import type { Bridge } from '../../shared/ipc/contract';
import type { Outcome } from '../../shared/outcome';
import { unpackBatch } from '../../shared/recording';
import { keepView } from '../run-view/view-store';
import { type AlertStore, createAlertStore } from './alert-store';
import { createDataStore, type DataState, type DataStore } from './data-store';
import { keepDraft, recallDraft } from './draft-memory';
import { createRunStore, type RunStore } from './run-store';
import { createViewStore, type ViewState, type ViewStore } from './view-store';

/** Everything the page holds, made once and handed down by `StoresContext`. */
export interface Stores {
  readonly bridge: Bridge;
  readonly runs: RunStore;
  readonly data: DataStore;
  readonly view: ViewStore;
  readonly alerts: AlertStore;
}

interface Memories {
  /** Kept over a reload of the page. */
  readonly session: Storage;
  /** Kept over a restart. */
  readonly lasting: Storage;
}

const MEMORY_KEY = 'joinscope.view';

/**
 * Makes the stores and connects them to main: a reload of the page loses nothing, because
 * main still holds every run and is asked for each.
 *
 * @param data from {@link readStart}.
 */
export function connectStores(
  bridge: Bridge,
  data: Omit<DataState, 'recordings'>,
  { session, lasting }: Memories,
): Stores {
  const dataStore = createDataStore(data);
  const alerts = createAlertStore(() => dataStore.getState().settings, session);
  const stores: Stores = {
    bridge,
    alerts,
    runs: createRunStore({
      requestReplay: (runId) => void bridge.call.replayRun(runId),
      onPlaced: alerts.take,
      onReplaced: keepView,
      onForgotten: alerts.forget,
      clock: () => performance.now(),
      schedule: (publish, delay) => void setTimeout(publish, delay),
    }),
    data: dataStore,
    view: createViewStore({ draft: recallDraft(lasting), ...recall(session) }),
  };
  listen(stores);
  stores.view.subscribe(({ place, activeRun, draft }, before) => {
    session.setItem(MEMORY_KEY, JSON.stringify({ place, activeRun }));
    if (draft !== before.draft) keepDraft(lasting, draft);
  });
  void refreshRecordings(stores);
  void replayHeld(stores);
  return stores;
}

/** What the first picture needs; main answers from memory. */
export async function readStart(bridge: Bridge): Promise<Outcome<Omit<DataState, 'recordings'>>> {
  const [facts, settings] = await Promise.all([bridge.call.appFacts(), bridge.call.readSettings()]);
  if (!facts.ok) return facts;
  if (!settings.ok) return settings;
  return { ok: true, value: { facts: facts.value, settings: settings.value } };
}

function listen(stores: Stores): void {
  const { bridge, runs, data } = stores;
  bridge.on.runBatch((packed) => runs.accept(unpackBatch(packed)));
  bridge.on.settingsChanged((settings) => data.setState({ settings }));
  bridge.on.recordingsChanged(() => void refreshRecordings(stores));
}

async function refreshRecordings({ bridge, data }: Stores): Promise<void> {
  const listed = await bridge.call.listRecordings();
  if (listed.ok) data.setState({ recordings: [...listed.value].sort((a, b) => b.startedAt - a.startedAt) });
  else data.setState(({ recordings }) => ({ recordings: recordings ?? [] }));
}

async function replayHeld({ bridge, view }: Stores): Promise<void> {
  const held = await bridge.call.heldRuns();
  const runIds = held.ok ? held.value : [];
  const { place, activeRun } = view.getState();
  if (place === 'run' && (activeRun === undefined || !runIds.includes(activeRun))) {
    view.setState({ place: 'home', activeRun: undefined });
  }
  for (const runId of runIds) await bridge.call.replayRun(runId);
}

function recall(memory: Storage): Partial<ViewState> {
  try {
    const { place, activeRun } = JSON.parse(memory.getItem(MEMORY_KEY) ?? '{}') as Partial<ViewState>;
    return place === 'run' && typeof activeRun === 'string' ? { place, activeRun } : {};
  } catch {
    return {};
  }
}
