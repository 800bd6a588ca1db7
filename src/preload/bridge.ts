import { type Bridge, broadcasts, invocations, pulse } from '../shared/ipc/contract';

type Listener = (event: unknown, payload: unknown) => void;

/** The part of Electron's `ipcRenderer` the bridge needs; a test passes a plain object. */
export interface PagePort {
  invoke(channel: string, ...args: readonly unknown[]): Promise<unknown>;
  on(channel: string, listener: Listener): unknown;
  off(channel: string, listener: Listener): unknown;
  send(channel: string, ...args: readonly unknown[]): void;
}

/**
 * Turns the contract's tables into functions.
 *
 * The Electron event is dropped on purpose: it would hand the page a live IPC object
 * (Electron docs, ipcRenderer.on: "Do not expose the event argument to the renderer").
 *
 * @param pathOfFile `webUtils.getPathForFile`: throws for what is no file.
 */
export function buildBridge(port: PagePort, pathOfFile: (file: unknown) => string): Bridge {
  const call = mapValues(
    invocations,
    ({ channel }) =>
      (...args: readonly unknown[]) =>
        port.invoke(channel, ...args),
  );
  const on = mapValues(broadcasts, ({ channel }) => (listener: (payload: unknown) => void) => {
    const forward: Listener = (_event, payload) => listener(payload);
    port.on(channel, forward);
    return () => void port.off(channel, forward);
  });
  // The one cast of the contract: TypeScript cannot follow a mapped type through Object.entries.
  return { call, on, pathOfDropped: (file: unknown) => pathOrNone(file, pathOfFile) } as Bridge;
}

/** Tells main that all it sent before a pulse has been handled, see {@link pulse}. */
export function answerPulses(port: Pick<PagePort, 'on' | 'send'>): void {
  port.on(pulse.ask, (_event, number) => port.send(pulse.answer, number));
}

function pathOrNone(file: unknown, pathOfFile: (file: unknown) => string): string {
  try {
    return pathOfFile(file);
  } catch {
    return '';
  }
}

function mapValues<From, To>(table: Readonly<Record<string, From>>, convert: (value: From) => To) {
  return Object.fromEntries(Object.entries(table).map(([key, value]) => [key, convert(value)]));
}
