import { type MessagePort, parentPort } from 'node:worker_threads';
import type { DownMessage, UpMessage } from '../protocol';
import type { ParentChannel } from '../worker/parent-channel';
import { type Shipment, ship, unpack } from './parcels';

/** The channel of a thread: the port that Node gives it. What is posted arrives even when the thread ends at once. */
export class PortChannel implements ParentChannel {
  readonly #port: MessagePort;

  readonly #prepare: () => Promise<unknown>;

  /** @param prepare what to wait for before any message is read: it may refer to something shared. */
  constructor(prepare: () => Promise<unknown>) {
    if (parentPort === null) throw new Error('Not in a thread');
    this.#port = parentPort;
    this.#prepare = prepare;
  }

  send(...messages: readonly UpMessage[]): void {
    const { parcels, moved } = ship(messages);
    this.#port.postMessage(parcels, moved);
  }

  sendAmid(message: UpMessage): void {
    this.send(message);
  }

  sendRestSoon(): void {
    // Nothing is ever left behind.
  }

  listen(listener: (message: DownMessage) => void): void {
    // What comes before there is a listener waits in the port.
    void this.#prepare().then(() => {
      this.#port.on('message', (parcels: Shipment['parcels']) => {
        for (const message of unpack(parcels)) listener(message as DownMessage);
      });
    });
  }

  close(): void {
    // Not closed: the target may have left something behind that still reports.
    this.#port.unref();
  }
}
