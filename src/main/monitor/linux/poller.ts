import { readSync } from 'node:fs';
import type { Libc } from './libc';

const EFD_CLOEXEC = 0o2000000;
const POLLIN = 1;
/** struct pollfd: int fd, short events, short revents. */
const POLLFD_SIZE = 8;
const REVENTS = 6;

/**
 * Waits for descriptors that Node cannot wait for without reading from them: all of them on one
 * thread of the pool, of which there are four. Source: poll(2), eventfd(2).
 */
export class Poller {
  readonly #libc: Libc;
  readonly #wake: number;
  readonly #waiting = new Map<number, () => void>();
  #isPolling = false;

  constructor(libc: Libc) {
    this.#libc = libc;
    this.#wake = libc.eventfd(0, EFD_CLOEXEC);
    // Before it exits, Node waits for the thread.
    process.once('exit', this.#wakeUp);
  }

  /** Resolves when there is something to read, or the other end is closed. One wait a descriptor at a time. */
  ready(fd: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(fd, resolve);
      if (this.#isPolling) this.#wakeUp();
      else void this.#poll();
    });
  }

  readonly #wakeUp = (): void => {
    const one = Buffer.alloc(8);
    one.writeBigUInt64LE(1n);
    this.#libc.write(this.#wake, one, one.length);
  };

  async #poll(): Promise<void> {
    this.#isPolling = true;
    while (this.#waiting.size > 0) {
      // In the order of their numbers: stdout before stderr, as most programs write.
      const fds = [...this.#waiting.keys()].sort((a, b) => a - b);
      const events = pollEvents([...fds, this.#wake]);
      await this.#libc.poll(events, fds.length + 1, -1);
      if (isReady(events, fds.length)) readSync(this.#wake, Buffer.alloc(8));
      for (const [index, fd] of fds.entries()) if (isReady(events, index)) this.#resolve(fd);
      // Those who go on waiting say so in this turn: one call for all.
      await new Promise(setImmediate);
    }
    this.#isPolling = false;
  }

  #resolve(fd: number): void {
    const resolve = this.#waiting.get(fd);
    this.#waiting.delete(fd);
    resolve?.();
  }
}

function pollEvents(fds: readonly number[]): Buffer {
  const events = Buffer.alloc(POLLFD_SIZE * fds.length);
  for (const [index, fd] of fds.entries()) {
    events.writeInt32LE(fd, index * POLLFD_SIZE);
    events.writeInt16LE(POLLIN, index * POLLFD_SIZE + 4);
  }
  return events;
}

function isReady(events: Buffer, index: number): boolean {
  return events.readInt16LE(index * POLLFD_SIZE + REVENTS) !== 0;
}
