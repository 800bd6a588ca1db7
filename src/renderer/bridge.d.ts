import type { Bridge } from '../shared/ipc/contract';

declare global {
  interface Window {
    /** Put there by the preload script: the page's only way out. */
    readonly bridge: Bridge;
  }
}
