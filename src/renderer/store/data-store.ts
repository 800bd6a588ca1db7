/** What main knows and the page only mirrors: facts, settings, the list of recordings. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppFacts } from '../../shared/ipc/contract';
import type { ListedRecording } from '../../shared/recording';
import type { Settings } from '../../shared/settings';

export interface DataState {
  readonly facts: AppFacts;
  readonly settings: Settings;
  /** Newest first; `undefined` until the first list came. */
  readonly recordings: readonly ListedRecording[] | undefined;
}

export type DataStore = StoreApi<DataState>;

export const createDataStore = (given: Omit<DataState, 'recordings'>): DataStore =>
  createStore<DataState>(() => ({ ...given, recordings: undefined }));
