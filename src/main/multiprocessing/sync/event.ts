import { registerCrossing } from '../codec/crossing';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import type { WaitOptions } from './client/waits';
import { FlagHost } from './home/flag-host';
import { Attachment, revive } from './reference';
import { type NamedAbout, SharedObject } from './shared-object';
import { OP } from './wire/operation';

export interface EventOptions {
  /** `Event-1`, `Event-2`, ... unless given. */
  readonly name?: string;
  readonly onEvent?: EventListener;
}

/** A flag between processes that calls wait for, after CPython's `multiprocessing.Event`. */
export class Event extends SharedObject<NamedAbout> {
  protected readonly kind = 'event';

  constructor(options: EventOptions | Attachment<NamedAbout> = {}) {
    super(options instanceof Attachment ? options : made(options));
  }

  async isSet(): Promise<boolean> {
    return (await this.caller.call(OP.isSet)) === true;
  }

  /** Lets all go on that wait, and all that come until `clear`. */
  async set(): Promise<void> {
    await this.caller.call(OP.set);
  }

  async clear(): Promise<void> {
    await this.caller.call(OP.clear);
  }

  /** @returns whether it is set: `false` when the time was up first. */
  async wait(options: WaitOptions = {}): Promise<boolean> {
    return (await this.caller.wait(OP.wait, options)) === true;
  }
}

function made({ name = nextName('Event'), onEvent }: EventOptions) {
  return { about: { name }, host: new FlagHost(name, eventSink(onEvent)) };
}

registerCrossing('event', (data) => revive<NamedAbout>(data, (attachment) => new Event(attachment)));
