import { registerCrossing } from '../codec/crossing';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import type { WaitOptions } from './client/waits';
import { FlagHost } from './home/flag-host';
import { type OptionRules, requireOptions } from '../require-argument';
import { Attachment, revive } from './reference';
import { type NamedAbout, SharedObject } from './shared-object';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';
import { OP } from './wire/operation';

export interface EventOptions {
  /** `Event-1`, `Event-2`, ... unless given. */
  readonly name?: string;
  readonly onEvent?: EventListener;
}

const RULES: OptionRules<EventOptions> = {
  of: 'an event',
  example: `{ name: 'ready' }`,
  kinds: { name: 'string', onEvent: 'function' },
};

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

  /** For `wait([event, ...])`: when it is set. */
  ready(signal: AbortSignal): Promise<boolean> {
    return this.wait({ signal });
  }

  /** @returns whether it is set: `false` when the time was up first. */
  async wait(options: WaitOptions = NO_WAIT_OPTIONS): Promise<boolean> {
    requireWait(options);
    return (await this.caller.wait(OP.wait, options)) === true;
  }
}

function made(options: EventOptions) {
  requireOptions(options, RULES);
  const { name = nextName('Event'), onEvent } = options;
  return { about: { name }, host: new FlagHost(name, eventSink(onEvent)) };
}

registerCrossing('event', (data) => revive<NamedAbout>(data, (attachment) => new Event(attachment)));
