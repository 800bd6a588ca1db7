import { useSyncExternalStore } from 'react';

let loads = 0;

function subscribe(onChange: () => void): () => void {
  const loaded = (): void => {
    loads += 1;
    onChange();
  };
  document.fonts.addEventListener('loadingdone', loaded);
  return () => document.fonts.removeEventListener('loadingdone', loaded);
}

/** Grows when fonts have been loaded: a canvas that was painted before shows a stand-in until it is painted again. */
export function useFontsLoaded(): number {
  return useSyncExternalStore(subscribe, () => loads);
}
