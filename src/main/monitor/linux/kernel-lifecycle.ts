import { readSync } from 'node:fs';
import { constants } from 'node:os';
import type { Bytes, Milliseconds, MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { LifecycleEvent, LifecycleSource } from '../monitor';
import { holdChildren } from './hold-children';
import { ACK_NUMBER, check, ConnectorUnavailableError, errnoName, openConnector, roomOf } from './connector-socket';
import { Doorbell } from './doorbell';
import { type Libc, loadLibc } from './libc';
import { groupOf, MESSAGE_LENGTH, parseProcEvent, placeOf } from './parse-proc-event';
import { SequenceGaps } from './sequence-gaps';
import { type ThreadEvent, ThreadGroups } from './thread-groups';

const MSG_DONTWAIT = 0x40;
const EFD_CLOEXEC = 0o2000000;
const POLLIN = 1;

/** Room for some 40 000 events while the loop is busy: the kernel doubles it, and counts some 800 bytes an event. */
const RECEIVE_BUFFER: Bytes = 16 * 1024 * 1024;
/** The kernel answers within microseconds; where it stays silent (a container) it always will. */
const ACK_LIMIT: Milliseconds = 300;
/** Most events taken in one turn of the event loop. */
const DRAIN_LIMIT = 20_000;
const NO_NEWS = { hadOurs: false, hadNew: false };

/**
 * Every fork, exec, rename and exit of the machine, from the kernel's process connector.
 *
 * Nothing polls the process table: a process that lives a millisecond is seen. Open to
 * ordinary users since Linux 6.6. Source: linux/cn_proc.h, drivers/connector/cn_proc.c.
 */
export class KernelLifecycle implements LifecycleSource {
  readonly kind = 'kernel';
  #libc: Libc | undefined;
  #socket = -1;
  #wake = -1;
  #isStopped = false;
  /** Two of struct pollfd: int fd, short events, short revents. One wait is under way at a time. */
  readonly #pollFds = Buffer.alloc(16);
  readonly #message = Buffer.alloc(256);
  readonly #threads = new ThreadGroups();
  readonly #gaps = new SequenceGaps();
  readonly #clock: () => MonotonicMilliseconds;
  /** Whose events are told; all of the machine's until it is given. */
  #followed: Set<Pid> | undefined;
  #doorbell: Doorbell | undefined;
  /** Of the followed, since the last look: any event, and a process that is new among them. */
  #news = NO_NEWS;

  readonly #receiveBuffer: Bytes;

  /** @param options `receiveBuffer`: room for events that wait; the kernel rounds it up. */
  constructor(clock: () => MonotonicMilliseconds, { receiveBuffer = RECEIVE_BUFFER } = {}) {
    this.#clock = clock;
    this.#receiveBuffer = receiveBuffer;
  }

  /** @throws {ConnectorUnavailableError} when the kernel refuses, or does not answer. */
  async start(listener: (event: LifecycleEvent) => void): Promise<void> {
    const libc = libcOrRefusal();
    this.#libc = libc;
    try {
      this.#open(libc);
      await this.#awaitAck(libc, listener);
    } catch (error) {
      this.#release();
      throw error;
    }
    // Before it exits, Node waits for the thread in poll(2): until the machine's next event, if nothing wakes it.
    process.once('exit', this.#wakeUp);
    if (this.#isStopped) this.#wakeUp();
    void this.#pump(libc, listener);
  }

  stop(): void {
    this.#isStopped = true;
    this.#wakeUp();
  }

  follow(pids: readonly Pid[]): void {
    this.#followed = new Set([process.pid, ...pids]);
    this.#news = { hadOurs: true, hadNew: true };
    if (this.#doorbell?.fd !== undefined) this.#wakeUp();
  }

  holdChildren(): () => void {
    return this.#libc === undefined ? () => undefined : holdChildren(this.#libc);
  }

  readonly #wakeUp = (): void => {
    const one = Buffer.alloc(8);
    one.writeBigUInt64LE(1n);
    if (this.#wake !== -1) this.#libc?.write(this.#wake, one, one.length);
  };

  #open(libc: Libc): void {
    this.#socket = openConnector(libc, { receiveBuffer: this.#receiveBuffer });
    this.#wake = check(libc, 'eventfd', libc.eventfd(0, EFD_CLOEXEC));
  }

  async #awaitAck(libc: Libc, listener: (event: LifecycleEvent) => void): Promise<void> {
    const deadline = this.#clock() + ACK_LIMIT;
    for (let left = ACK_LIMIT; left > 0; left = deadline - this.#clock()) {
      await this.#wait(libc, left);
      const error = this.#drain(libc, listener);
      if (error === 0) return;
      if (typeof error === 'number') throw new ConnectorUnavailableError(`scan-refused ${errnoName(error)}`);
    }
    throw new ConnectorUnavailableError('scan-silent');
  }

  async #pump(libc: Libc, listener: (event: LifecycleEvent) => void): Promise<void> {
    const doorbell = new Doorbell(libc, { clock: this.#clock, room: roomOf(libc, this.#socket) });
    this.#doorbell = doorbell;
    for (;;) {
      await this.#wait(libc, -1);
      if (this.#isStopped) break;
      doorbell.silence();
      for (let isDone = false; !isDone;) isDone = await this.#look(libc, listener);
    }
    this.#release();
  }

  /** @returns whether all was read that the doorbell would not ring for again. */
  async #look(libc: Libc, listener: (event: LifecycleEvent) => void): Promise<boolean> {
    if (this.#drain(libc, listener) === 'more') {
      await new Promise(setImmediate);
      return this.#isStopped;
    }
    const news = this.#news;
    this.#news = NO_NEWS;
    return this.#followed === undefined || !this.#doorbell?.adjust(this.#followed, news);
  }

  /** Resolves when a message, or a call to look, is there. */
  async #wait(libc: Libc, timeout: Milliseconds): Promise<void> {
    const fds = this.#pollFds;
    fds.writeInt32LE(this.#doorbell?.fd ?? this.#socket, 0);
    fds.writeInt16LE(POLLIN, 4);
    fds.writeInt32LE(this.#wake, 8);
    fds.writeInt16LE(POLLIN, 12);
    await libc.poll(fds, 2, Math.ceil(timeout));
    if ((fds.readInt16LE(14) & POLLIN) !== 0) readSync(this.#wake, Buffer.alloc(8));
  }

  /** @returns the errno of an acknowledgement that was among the messages, 0 for success; `more` where some are left. */
  #drain(libc: Libc, listener: (event: LifecycleEvent) => void): number | 'more' | undefined {
    const buffer = this.#message;
    let ack: number | undefined;
    for (let count = 0; count < DRAIN_LIMIT; count += 1) {
      const length = libc.recv(this.#socket, buffer, buffer.length, MSG_DONTWAIT);
      if (length < 0) {
        if (libc.errno() !== constants.errno.ENOBUFS) return ack;
        this.#deliver({ type: 'overflow', at: this.#clock() }, listener);
      } else if (length >= MESSAGE_LENGTH) {
        this.#count(buffer, listener);
        if (this.#followed?.has(groupOf(buffer)) === false) continue;
        const message = parseProcEvent(buffer);
        if (message?.type !== 'ack') this.#deliver(message, listener);
        // Acknowledgements go to all who listen: another program's refusal is not ours.
        else if (message.number === ACK_NUMBER) ack = message.error;
      }
    }
    return 'more';
  }

  #count(message: Buffer, listener: (event: LifecycleEvent) => void): void {
    const place = placeOf(message);
    const count = place === undefined ? 0 : this.#gaps.take(place);
    if (count > 0) this.#deliver({ type: 'missed', count, at: this.#clock() }, listener);
  }

  #deliver(event: LifecycleEvent | ThreadEvent | undefined, listener: (event: LifecycleEvent) => void): void {
    if (event === undefined) return;
    for (const one of this.#threads.handle(event)) {
      if (this.#followed !== undefined) this.#note(one, this.#followed);
      listener(one);
    }
  }

  #note(event: LifecycleEvent, followed: Set<Pid>): void {
    if (event.type === 'fork') followed.add(event.pid);
    if (event.type === 'exit') followed.delete(event.pid);
    this.#news = { hadOurs: true, hadNew: this.#news.hadNew || event.type === 'fork' };
  }

  #release(): void {
    process.off('exit', this.#wakeUp);
    this.#doorbell?.close();
    for (const fd of [this.#socket, this.#wake]) if (fd !== -1) this.#libc?.close(fd);
    this.#socket = -1;
    this.#wake = -1;
  }
}

function libcOrRefusal(): Libc {
  try {
    return loadLibc();
  } catch (error) {
    throw new ConnectorUnavailableError(`scan-library ${String(error)}`);
  }
}
