import { useStore } from 'zustand';
import type { OpenRun } from '../../store/run-store';
import { useStores } from '../../store/stores-context';
import { useRunFrame } from '../run-context';

/** The run that the view around shows, as the store has it; `undefined` once it was closed. */
export function useOpenRun(): OpenRun | undefined {
  const { model } = useRunFrame().whole;
  return useStore(useStores().runs.store, ({ runs }) => runs.find((run) => run.model === model));
}
