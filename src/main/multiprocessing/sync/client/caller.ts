import { ConnectionClosedError } from '../../errors';
import { OP, type Operation } from '../wire/operation';
import type { Line, Receiver, Saying } from './line';
import type { WaitOptions } from './waits';

/** One process's use of what only answers calls. */
export class Caller implements Receiver {
  readonly #name: string;
  readonly #line: Line;

  constructor(name: string, lineOf: (receiver: Receiver) => Line) {
    this.#name = name;
    this.#line = lineOf(this);
  }

  async call(op: Operation, saying?: Saying): Promise<unknown> {
    return this.#settled(this.#line.ask(op, saying).answer);
  }

  /** Says what nobody answers. */
  say(op: Operation): void {
    this.#line.send(op);
  }

  /**
   * A call that may be given up: the home is told, and its answer, which may have been on its
   * way, is what counts. Only when the signal aborts it is not waited for.
   */
  async wait(op: Operation, options: WaitOptions): Promise<unknown> {
    const { signal } = options;
    const answer = this.waitOut(op, options);
    if (signal === undefined) return answer;
    let abort: (() => void) | undefined;
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
    });
    try {
      return await Promise.race([answer, aborted]);
    } finally {
      if (abort !== undefined) signal.removeEventListener('abort', abort);
    }
  }

  /** As {@link Caller.wait}, but the home's answer counts also when the signal aborts. */
  async waitOut(op: Operation, { timeout, signal }: WaitOptions): Promise<unknown> {
    signal?.throwIfAborted();
    const { request, answer } = this.#line.ask(op);
    const giveUp = (): void => this.#line.send(OP.withdraw, { count: request });
    const timer = timeout === undefined || timeout === Infinity ? undefined : setTimeout(giveUp, Math.max(0, timeout));
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await this.#settled(answer);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }

  received(op: Operation): void {
    throw new RangeError(`Nobody hears ${op}`);
  }

  lost(): void {
    // What waits is an answer, and the line rejects those.
  }

  async #settled(answer: Promise<unknown>): Promise<unknown> {
    try {
      return await answer;
    } catch (error) {
      if (this.#line.error === undefined) throw error;
      throw new ConnectionClosedError(
        `${this.#name} is lost: the process that holds it (pid ${this.#line.homePid}) is gone`,
      );
    }
  }
}
