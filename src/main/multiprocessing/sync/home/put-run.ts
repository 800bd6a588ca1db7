import type { Parcel } from '../wire/parcel';
import type { Message, ResourceId } from '../wire/message';
import type { Client, Host } from './client';

interface Run {
  readonly client: Client;
  readonly resource: ResourceId;
  readonly host: Host;
  readonly parcels: Parcel[];
}

/** Items that came right behind each other for one queue: what follows from them is thought of once. */
export class PutRun {
  #run: Run | undefined;

  /** @returns whether the message is an item for a queue, which is put by {@link PutRun.end}. */
  add(client: Client, { resource, parcel }: Message, host: Host): boolean {
    if (parcel === undefined || host.put === undefined) return false;
    if (this.#run?.host !== host || this.#run.resource !== resource) {
      this.end();
      this.#run = { client, resource, host, parcels: [] };
    }
    this.#run.parcels.push(parcel);
    return true;
  }

  /** Puts what came. */
  end(): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    run.host.put?.(run.client, run.resource, run.parcels);
  }
}
