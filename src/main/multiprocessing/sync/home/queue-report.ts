import type { WaitKind } from '../../../../shared/events';
import type { EventSink } from '../../event-sink';
import { QueueDepthReport } from './queue-depth-report';
import type { QueueEvent } from '../state/queue-events';
import type { QueueState } from '../state/queue-state';
import type { Parcel } from '../wire/parcel';
import type { Client } from './client';
import { WaitWatch } from './wait-watch';

/** As what waits to take and to put are told. */
export interface QueueWaits {
  readonly get: WaitKind;
  readonly put: WaitKind;
}

const OF_A_QUEUE: QueueWaits = { get: 'queue-get', put: 'queue-put' };

interface QueueReportOptions {
  readonly name: string;
  readonly sink: EventSink;
  readonly state: QueueState<Parcel>;
  readonly waits: QueueWaits | undefined;
}

/** What is told of a queue: how deep it is, who waits for it. */
export class QueueReport {
  readonly #state: QueueState<Parcel>;
  readonly #depth: QueueDepthReport;
  readonly #gets: WaitWatch;
  readonly #puts: WaitWatch;
  readonly #clients = new Set<Client>();

  constructor({ name, sink, state, waits = OF_A_QUEUE }: QueueReportOptions) {
    this.#state = state;
    this.#gets = new WaitWatch(waits.get, name, sink);
    this.#puts = new WaitWatch(waits.put, name, sink);
    this.#depth = new QueueDepthReport(name, sink, () => ({ depth: state.size, ...state.counts }));
  }

  happened(event: QueueEvent<Parcel>, client: Client): void {
    if (event.type === 'attach') return;
    this.#clients.add(client);
    if (event.type === 'put' || event.type === 'puts-wait') this.#depth.addProducer(client.pid);
    if (event.type === 'gets-wait' || event.type === 'took') this.#depth.addConsumer(client.pid);
    if (event.type === 'put' || event.type === 'took' || event.type === 'leave') this.#depth.changed();
    // One client's put ends another's wait.
    for (const user of this.#clients) {
      this.#gets.update(user, this.#state.waitingGets(user.id) > 0);
      this.#puts.update(user, this.#state.waitingPuts(user.id) > 0);
    }
  }

  left(client: Client): void {
    this.#gets.update(client, false);
    this.#puts.update(client, false);
    this.#clients.delete(client);
  }
}
