import { ConnectionClosedError, QueueEmptyError, QueueFullError } from '../../errors';
import { Fifo } from '../../state/fifo';
import { OP, type Operation } from '../wire/operation';
import { Parcel } from '../wire/parcel';
import type { Line, Receiver } from './line';
import { breathe } from './turn';
import { type WaitOptions, Waits } from './waits';

/** Items taken from what is at hand before the home is told. */
const TELL_AFTER = 32;

/**
 * One process's use of a queue: what was delivered to it and the calls that wait.
 *
 * See `state/queue-state.ts` for what is said. The number of items taken is told to the home
 * before an item is handed out when it is the last at hand, and noted in the trace otherwise:
 * so when this process is killed, no item is lost and none is taken twice.
 */
export class QueueClient implements Receiver {
  readonly #name: string;
  readonly #isBounded: boolean;
  readonly #line: Line;
  readonly #hand = new Fifo<Parcel>();
  /** Whether a call only looks whether an item is there. */
  readonly #gets: Waits<unknown, boolean>;
  readonly #puts: Waits<undefined, Parcel>;
  #taken = 0;
  #told = 0;
  #isTelling = false;
  #places = 0;
  /** Modulo 2^32, as the next. */
  #itemsReceived = 0;
  #placesReceived = 0;
  #isClosed = false;
  #isDrained = false;
  /** The home has heard of this process: nobody's `close` overtakes what is put from now on. */
  #isKnown: boolean;
  #knowing: Promise<void> | undefined;

  constructor(
    { name, isBounded }: { readonly name: string; readonly isBounded: boolean },
    lineOf: (receiver: Receiver) => Line,
  ) {
    this.#name = name;
    this.#isBounded = isBounded;
    const hold = (change: 1 | -1): void => this.#line.hold(change);
    this.#gets = new Waits(
      {
        gaveUp: () => this.#getsWait(),
        timedOut: (timeout) => new QueueEmptyError(name, timeout),
      },
      hold,
    );
    this.#puts = new Waits(
      {
        gaveUp: () => this.#putsWait(),
        timedOut: (timeout) => new QueueFullError(name, timeout),
      },
      hold,
    );
    this.#line = lineOf(this);
    this.#isKnown = this.#line.isHome;
  }

  /** Whether nothing can be put any more. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether it is closed and empty. */
  get isDrained(): boolean {
    return this.#isDrained;
  }

  put(item: unknown, options: WaitOptions): Promise<void> {
    const refusal = this.#putRefusal(options);
    if (refusal !== undefined) return Promise.reject(refusal);
    try {
      if (this.#isBounded && (this.#places === 0 || this.#puts.size > 0)) return this.#putLater(item, options);
      if (this.#isBounded) this.#places -= 1;
      return this.#putNow(this.#line.pack(item));
    } catch (error) {
      return rejected(error);
    }
  }

  get(options: WaitOptions): Promise<unknown> {
    if (options.signal?.aborted === true) return Promise.reject(options.signal.reason as Error);
    if (this.#hand.size > 0 && this.#gets.size === 0) {
      const breath = breathe();
      return breath === undefined ? this.#takeNow() : breath.then(() => this.get(options));
    }
    const refusal = this.#line.error === undefined ? this.#drainedError() : this.#lostError();
    if (refusal !== undefined) return Promise.reject(refusal);
    if (options.timeout !== undefined && options.timeout <= 0) return this.#poll();
    return this.#gets.wait(options, false, () => this.#getsWait());
  }

  /**
   * Waits until an item is at hand, and leaves it there.
   *
   * @returns whether `get` need not wait: `false` when the time was up first.
   */
  async look(options: WaitOptions): Promise<boolean> {
    options.signal?.throwIfAborted();
    if (this.#hand.size > 0 || this.#isDrained) return true;
    if (this.#line.error !== undefined) throw this.#lostError();
    if (options.timeout !== undefined && options.timeout <= 0) {
      await this.#answerTo(OP.pollItem);
      return this.#hand.size > 0 || this.#isDrained;
    }
    try {
      await this.#gets.wait(options, true, () => this.#getsWait());
      return true;
    } catch (error) {
      if (this.isDrained) return true;
      if (error instanceof QueueEmptyError) return false;
      throw error;
    }
  }

  /** Ends the calls that wait for an item. */
  stopGets(error: Error): void {
    this.#gets.rejectAll(error);
    if (this.#line.error === undefined) this.#getsWait();
  }

  /** Asks the home something about the queue. */
  async ask(op: Operation): Promise<unknown> {
    this.#tell();
    return this.#line.ask(op).answer;
  }

  received(op: Operation, count: number, parcel: Parcel | undefined): void {
    this.#isKnown = true;
    switch (op) {
      case OP.deliver:
        return this.#delivered(parcel);
      case OP.recallItems:
        return this.#giveBack();
      case OP.grantPlaces:
        return this.#granted(count);
      case OP.recallPlaces:
        this.#line.send(OP.placesBack, { count: this.#places });
        this.#places = 0;
        return;
      case OP.closed:
        return this.#closed();
      case OP.drained:
        this.#isDrained = true;
        return this.#gets.rejectAll(this.#closedError());
      default:
        throw new RangeError(`A queue hears no ${op}`);
    }
  }

  lost(): void {
    this.#hand.drain();
    this.#places = 0;
    this.#gets.rejectAll(this.#lostError());
    this.#puts.rejectAll(this.#lostError());
  }

  #putRefusal({ signal }: WaitOptions): Error | undefined {
    if (this.#line.error !== undefined) return this.#lostError();
    if (this.#isClosed) return this.#closedError();
    return signal?.aborted === true ? (signal.reason as Error) : undefined;
  }

  /** Written in this turn; where the system has no room, the caller waits for it. */
  #putNow(parcel: Pick<Parcel, 'write'>): Promise<void> {
    this.#line.send(OP.put, { parcel });
    if (!this.#isKnown) return (this.#knowing ??= this.#becomeKnown());
    const breath = breathe();
    const departed = this.#line.departed();
    return breath === undefined ? departed : breath.then(() => departed);
  }

  /** By any answer: it comes after all that was said before. */
  async #becomeKnown(): Promise<void> {
    await this.#answerTo(OP.size);
    this.#isKnown = true;
  }

  #putLater(item: unknown, options: WaitOptions): Promise<void> {
    // A copy of now: what the caller does to it while it waits does not arrive.
    const parcel = Parcel.of(item);
    const { timeout } = options;
    if (timeout !== undefined && timeout <= 0) return this.#pollPlace(parcel);
    return this.#puts.wait(options, parcel, () => this.#putsWait());
  }

  #granted(count: number): void {
    this.#places += count;
    this.#placesReceived = (this.#placesReceived + count) >>> 0;
    const put = (parcel: Parcel): undefined => {
      this.#places -= 1;
      this.#line.send(OP.put, { parcel });
    };
    while (this.#places > 0 && this.#puts.size > 0) this.#puts.settleFirst(put);
  }

  async #pollPlace(parcel: Parcel): Promise<void> {
    const isServed = await this.#answerTo(OP.pollPlace);
    if (this.#isClosed) throw this.#closedError();
    if (isServed !== true) throw new QueueFullError(this.#name, 0);
    // Another call of this process may have been quicker.
    if (this.#places === 0) return this.#pollPlace(parcel);
    this.#places -= 1;
    return this.#putNow(parcel);
  }

  async #poll(): Promise<unknown> {
    const isServed = await this.#answerTo(OP.pollItem);
    if (this.#hand.size > 0) return this.#takeNow();
    if (this.#isDrained) throw this.#closedError();
    if (isServed !== true) throw new QueueEmptyError(this.#name, 0);
    return this.#poll();
  }

  async #answerTo(op: Operation): Promise<unknown> {
    try {
      return await this.#line.ask(op).answer;
    } catch (error) {
      throw this.#line.error === undefined ? error : this.#lostError();
    }
  }

  #delivered(parcel: Parcel | undefined): void {
    if (parcel === undefined) return;
    this.#hand.push(parcel);
    this.#itemsReceived = (this.#itemsReceived + 1) >>> 0;
    while (this.#hand.size > 0 && this.#gets.settleFirst((isLook) => isLook || this.#take().open()));
  }

  #getsWait(): void {
    this.#line.send(OP.getsWait, { count: this.#gets.size, also: this.#itemsReceived });
  }

  #putsWait(): void {
    this.#line.send(OP.putsWait, { count: this.#puts.size, also: this.#placesReceived });
  }

  #takeNow(): Promise<unknown> {
    try {
      return Promise.resolve(this.#take().open());
    } catch (error) {
      return rejected(error);
    }
  }

  #take(): Parcel {
    const parcel = this.#hand.shift();
    if (parcel === undefined) throw new RangeError('Nothing is at hand');
    this.#taken += 1;
    const isTold = this.#hand.size === 0 || this.#line.isHome || this.#taken - this.#told >= TELL_AFTER;
    if (isTold || !this.#line.note(this.#taken)) this.#tell();
    else if (!this.#isTelling) {
      this.#isTelling = true;
      setImmediate(() => {
        this.#isTelling = false;
        this.#tell();
      });
    }
    return parcel;
  }

  #tell(): void {
    const count = this.#taken - this.#told;
    if (count === 0) return;
    this.#told = this.#taken;
    this.#line.send(OP.took, { count });
  }

  #giveBack(): void {
    const count = this.#taken - this.#told;
    this.#told = this.#taken;
    this.#hand.drain();
    this.#line.send(OP.itemsBack, { count });
  }

  #closed(): void {
    this.#isClosed = true;
    this.#places = 0;
    this.#line.send(OP.closeKnown);
    this.#puts.rejectAll(this.#closedError());
  }

  #drainedError(): Error | undefined {
    return this.#isDrained ? this.#closedError() : undefined;
  }

  #closedError(): Error {
    return new ConnectionClosedError(`Queue ${this.#name} is closed`);
  }

  #lostError(): Error {
    return new ConnectionClosedError(
      `Queue ${this.#name} is lost: the process that holds it (pid ${this.#line.homePid}) is gone`,
    );
  }
}

function rejected(error: unknown): Promise<never> {
  return new Promise(() => {
    throw error;
  });
}
