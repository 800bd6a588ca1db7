import type { Milliseconds } from '../../shared/units';

export interface WaitOptions {
  /** Longest wait; left out, it waits for ever. 0 does not wait. */
  readonly timeout?: Milliseconds;
}

/**
 * A first-in, first-out queue that several processes share, as each of them sees it.
 *
 * Passed to a task or a process as an argument, or inside one, it arrives as the same queue.
 */
export interface SharedQueue<Item> extends AsyncIterable<Item> {
  readonly name: string;
  /**
   * Resolves when the item is in the queue.
   *
   * @throws {QueueFullError} when no place became free in time.
   * @throws {ConnectionClosedError} when the queue is closed.
   */
  put(item: Item, options?: WaitOptions): Promise<void>;
  /**
   * Takes the oldest item.
   *
   * @throws {QueueEmptyError} when none came in time.
   * @throws {ConnectionClosedError} when the queue is closed and empty.
   */
  get(options?: WaitOptions): Promise<Item>;
  /** Items in the queue, at the moment of the answer. */
  qsize(): Promise<number>;
  empty(): Promise<boolean>;
  /** Whether `maxSize` is reached. */
  full(): Promise<boolean>;
  /**
   * Nothing can be put from now on; what is in the queue can still be taken. For all
   * processes: unlike CPython's, where `close` is about the caller's own end only.
   */
  close(): Promise<void>;
}
