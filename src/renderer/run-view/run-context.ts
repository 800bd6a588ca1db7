import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { RunModel } from '../../shared/model/run-model';
import type { TimeView, TimeWindow } from '../../shared/picture/time-window';
import type { ReplayControls } from '../replay/replay-controls';
import type { ViewState, ViewStore } from './view-store';

/**
 * A run at one moment. The model changes in place; a new snapshot is made whenever it did,
 * so that what depends on it is computed again.
 */
export interface Snapshot {
  readonly model: RunModel;
  readonly revision: number;
  /** Events still arrive, and this is the newest moment. */
  readonly isLive: boolean;
}

export interface RunFrame {
  readonly store: ViewStore;
  readonly snapshot: Snapshot;
  /** What charts and lanes draw, where it is more than `snapshot` holds. */
  readonly pictured?: Snapshot | undefined;
  /** The whole run, where `snapshot` may be an earlier moment of it. */
  readonly whole: Snapshot;
  /** Left out where time cannot be moved. */
  readonly replay: ReplayControls | undefined;
  readonly view: TimeView;
  /** The stretch of time that all pictures show: what `view` means now. */
  readonly window: TimeWindow;
}

export const RunContext = createContext<RunFrame | undefined>(undefined);

export function useRunFrame(): RunFrame {
  const frame = useContext(RunContext);
  if (frame === undefined) throw new Error('Expected a RunView around this part, found none');
  return frame;
}

export function useViewState<Value>(pick: (state: ViewState) => Value): Value {
  return useStore(useRunFrame().store, pick);
}
