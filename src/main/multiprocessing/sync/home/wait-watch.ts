import type { WaitKind } from '../../../../shared/events';
import type { EventSink } from '../../event-sink';
import { WaitMeter } from '../../wait-meter';
import type { ClientId } from '../state/client';
import type { Client } from './client';

/** Tells of the waits at one resource, those of each client as one. */
export class WaitWatch {
  readonly #wait: WaitKind;
  readonly #object: string;
  readonly #sink: EventSink;
  readonly #waiting = new Map<ClientId, WaitMeter>();

  constructor(wait: WaitKind, object: string, sink: EventSink) {
    this.#wait = wait;
    this.#object = object;
    this.#sink = sink;
  }

  update(client: Client, isWaiting: boolean): void {
    const meter = this.#waiting.get(client.id);
    if (isWaiting === (meter !== undefined)) return;
    if (meter === undefined) {
      const begun = new WaitMeter(this.#sink, { pid: client.pid, wait: this.#wait, object: this.#object });
      begun.begin();
      this.#waiting.set(client.id, begun);
    } else {
      meter.end();
      this.#waiting.delete(client.id);
    }
  }
}
