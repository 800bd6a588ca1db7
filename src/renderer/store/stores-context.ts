import { createContext, useContext } from 'react';
import type { Actions } from './actions';
import type { Stores } from './stores';

export interface Held {
  readonly stores: Stores;
  readonly actions: Actions;
}

export const StoresContext = createContext<Held | undefined>(undefined);

/** @throws {Error} outside of the provider: a mistake in the program. */
function useHeld(): Held {
  const held = useContext(StoresContext);
  if (held === undefined) throw new Error('StoresContext is expected above this component, none found.');
  return held;
}

export const useStores = (): Stores => useHeld().stores;
export const useActions = (): Actions => useHeld().actions;
