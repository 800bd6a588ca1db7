import { createContext, useContext } from 'react';
import type { Stores } from './stores';

export const StoresContext = createContext<Stores | undefined>(undefined);

/** @throws {Error} outside of the provider: a mistake in the program. */
export function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (stores === undefined) throw new Error('StoresContext is expected above this component, none found.');
  return stores;
}
