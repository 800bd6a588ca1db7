import type { Milliseconds } from '../../../shared/units';
import { registerCrossing } from '../codec/crossing';
import { type EventListener, eventSink } from '../event-sink';
import { nextName } from '../process-names';
import type { WaitOptions } from './client/waits';
import { BarrierHost } from './home/barrier-host';
import { type OptionRules, requireOptions } from '../require-argument';
import { NO_WAIT_OPTIONS, requireWait } from './wait-options';
import { Attachment, revive } from './reference';
import { type NamedAbout, SharedObject } from './shared-object';
import { BrokenBarrierError } from './sync-errors';
import { OP } from './wire/operation';

export interface BarrierOptions {
  /** How many must have come before all go on. */
  readonly parties: number;
  /** Runs in the barrier's home when all have come, before they go on. */
  readonly action?: () => unknown;
  /** For each `wait` that names no time of its own. */
  readonly timeout?: Milliseconds;
  /** `Barrier-1`, `Barrier-2`, ... unless given. */
  readonly name?: string;
  readonly onEvent?: EventListener;
}

const RULES: OptionRules<BarrierOptions> = {
  of: 'a barrier',
  example: '{ parties: 3 }',
  kinds: {
    parties: 'number',
    action: 'function',
    timeout: 'timeout',
    name: 'string',
    onEvent: 'function',
  },
};

interface About extends NamedAbout {
  readonly parties: number;
  readonly timeout: Milliseconds | undefined;
}

/**
 * A meeting point of a fixed number of parties, after CPython's `multiprocessing.Barrier`. It
 * breaks when one of them gives up, or when a process that knows it is killed.
 */
export class Barrier extends SharedObject<About> {
  protected readonly kind = 'barrier';

  /** @throws {RangeError} when `parties` is no whole number of at least 1. */
  constructor(options: BarrierOptions | Attachment<About>) {
    super(options instanceof Attachment ? options : made(options));
  }

  get parties(): number {
    return this.about.parties;
  }

  /**
   * Waits until all parties have come.
   *
   * @returns which of them this one was, from 0.
   * @throws {BrokenBarrierError} when the time was up, or the barrier broke or was reset.
   */
  async wait(options: WaitOptions = NO_WAIT_OPTIONS): Promise<number> {
    requireWait(options);
    const index = await this.caller.wait(OP.wait, { timeout: this.about.timeout, ...options });
    if (typeof index === 'number' && index >= 0) return index;
    throw new BrokenBarrierError(`${this.name} is broken`);
  }

  /** Breaks it: all that wait fail, and all that come until `reset`. */
  async abort(): Promise<void> {
    await this.caller.call(OP.abort);
  }

  /** Makes it whole and empty: all that wait fail. */
  async reset(): Promise<void> {
    await this.caller.call(OP.reset);
  }

  /** How many wait (`n_waiting`). */
  async waiting(): Promise<number> {
    return (await this.#state())[0];
  }

  async broken(): Promise<boolean> {
    return (await this.#state())[1];
  }

  async #state(): Promise<[number, boolean]> {
    return (await this.caller.call(OP.state)) as [number, boolean];
  }
}

function made(options: BarrierOptions) {
  requireOptions(options, RULES);
  const { parties, action, timeout, name = nextName('Barrier'), onEvent } = options;
  if (!Number.isSafeInteger(parties) || parties < 1) {
    throw new RangeError(`Expected a barrier of at least 1 party, got ${parties}`);
  }
  const host = new BarrierHost({ name, parties, action, sink: eventSink(onEvent) });
  return { about: { name, parties, timeout }, host };
}

registerCrossing('barrier', (data) => revive<About>(data, (attachment) => new Barrier(attachment)));
