import type { Milliseconds } from '../../../../shared/units';
import { Fifo } from '../../state/fifo';

/** How long a call waits. */
export interface WaitOptions {
  /** Longest wait; left out, it waits for ever. 0 or less does not wait. */
  readonly timeout?: Milliseconds | undefined;
  /** Ends the wait with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

interface Waiting<Value, Data> {
  readonly data: Data;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
  readonly stop: () => void;
  isOver: boolean;
}

export interface WaitingUse<Value> {
  /** The call gave up. */
  readonly gaveUp: () => void;
  /** What it settles with when its time is up: an error, or a value. */
  readonly timedOut: (timeout: Milliseconds) => Error | { readonly value: Value };
}

/** Calls of this process that wait for one thing, longest first. */
export class Waits<Value, Data = undefined> {
  readonly #line = new Fifo<Waiting<Value, Data>>();
  readonly #use: WaitingUse<Value>;
  readonly #hold: (change: 1 | -1) => void;
  #size = 0;

  constructor(use: WaitingUse<Value>, hold: (change: 1 | -1) => void) {
    this.#use = use;
    this.#hold = hold;
  }

  get size(): number {
    return this.#size;
  }

  /** @param begin is called when the call waits, and may settle it at once. */
  wait({ timeout, signal }: WaitOptions, data: Data, begin: () => void): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason as Error);
      const aborted = (): void => this.#giveUp(waiting, () => reject(signal?.reason as Error));
      const timer =
        timeout === undefined || timeout === Infinity
          ? undefined
          : setTimeout(() => this.#giveUp(waiting, () => this.#timeOut(waiting, timeout)), Math.max(0, timeout));
      const waiting: Waiting<Value, Data> = {
        data,
        resolve,
        reject,
        stop: () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', aborted);
        },
        isOver: false,
      };
      signal?.addEventListener('abort', aborted, { once: true });
      this.#line.push(waiting);
      this.#change(1);
      begin();
    });
  }

  /** Settles the call that waited longest, with what the function returns or throws. @returns whether one waited. */
  settleFirst(make: (data: Data) => Value): boolean {
    const waiting = this.#shift();
    if (waiting === undefined) return false;
    try {
      waiting.resolve(make(waiting.data));
    } catch (error) {
      waiting.reject(error);
    }
    return true;
  }

  rejectAll(error: Error): void {
    for (let waiting = this.#shift(); waiting !== undefined; waiting = this.#shift()) waiting.reject(error);
  }

  #timeOut(waiting: Waiting<Value, Data>, timeout: Milliseconds): void {
    const end = this.#use.timedOut(timeout);
    if (end instanceof Error) waiting.reject(end);
    else waiting.resolve(end.value);
  }

  #giveUp(waiting: Waiting<Value, Data>, settle: () => void): void {
    if (waiting.isOver) return;
    this.#end(waiting);
    // Those that gave up leave the head of the line at once, or one that polls would fill it.
    for (let head = this.#line.peek(); head?.isOver === true; head = this.#line.peek()) this.#line.shift();
    this.#use.gaveUp();
    settle();
  }

  #shift(): Waiting<Value, Data> | undefined {
    for (let waiting = this.#line.shift(); waiting !== undefined; waiting = this.#line.shift()) {
      if (waiting.isOver) continue;
      this.#end(waiting);
      return waiting;
    }
    return undefined;
  }

  #end(waiting: Waiting<Value, Data>): void {
    waiting.isOver = true;
    waiting.stop();
    this.#change(-1);
  }

  #change(by: 1 | -1): void {
    this.#size += by;
    this.#hold(by);
  }
}
