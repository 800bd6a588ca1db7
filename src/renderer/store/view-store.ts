/** Where the person is: a place of the rail, and the run that is looked at. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunId } from '../../shared/units';

export type Place = 'home' | 'run' | 'settings';

export interface ViewState {
  readonly place: Place;
  /** The run that `run` shows. */
  readonly activeRun: RunId | undefined;
  readonly isCheatSheetOpen: boolean;
}

export type ViewStore = StoreApi<ViewState>;

/** @param remembered where the page was before it was loaded anew. */
export const createViewStore = (remembered: Partial<ViewState> = {}): ViewStore =>
  createStore<ViewState>(() => ({ place: 'home', activeRun: undefined, isCheatSheetOpen: false, ...remembered }));
