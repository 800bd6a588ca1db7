import { constants } from 'node:os';
import type { Bytes, Milliseconds, MonotonicMilliseconds } from '../../../shared/units';
import type { LifecycleEvent, LifecycleSource } from '../monitor';
import { holdChildren } from './hold-children';
import { type Libc, loadLibc } from './libc';
import { MESSAGE_LENGTH, parseProcEvent, placeOf } from './parse-proc-event';
import { SequenceGaps } from './sequence-gaps';
import { type ThreadEvent, ThreadGroups } from './thread-groups';

// linux/socket.h, linux/netlink.h, linux/cn_proc.h
const AF_NETLINK = 16;
const SOCK_DGRAM_CLOEXEC = 2 | 0o2000000;
const NETLINK_CONNECTOR = 11;
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const MSG_DONTWAIT = 0x40;
const EFD_CLOEXEC = 0o2000000;
const POLLIN = 1;
const CN_IDX_PROC = 1;
const PROC_CN_MCAST_LISTEN = 1;

/** Room for about 50 000 events while the loop is busy; the kernel counts some 300 bytes an event. */
const RECEIVE_BUFFER: Bytes = 16 * 1024 * 1024;
/** The kernel answers within microseconds; where it stays silent (a container) it always will. */
const ACK_LIMIT: Milliseconds = 300;
/** Tells the kernel's answer to us from its answers to others. The pid is ours alone. */
const ACK_NUMBER = process.pid;
/** Most events taken in one turn of the event loop. */
const DRAIN_LIMIT = 20_000;

/** The process connector cannot be had here; the message says why. */
export class ConnectorUnavailableError extends Error {
  override readonly name = 'ConnectorUnavailableError';
}

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

  holdChildren(): () => void {
    return this.#libc === undefined ? () => undefined : holdChildren(this.#libc);
  }

  readonly #wakeUp = (): void => {
    const one = Buffer.alloc(8);
    one.writeBigUInt64LE(1n);
    if (this.#wake !== -1) this.#libc?.write(this.#wake, one, one.length);
  };

  #open(libc: Libc): void {
    this.#socket = check(libc, 'socket', libc.socket(AF_NETLINK, SOCK_DGRAM_CLOEXEC, NETLINK_CONNECTOR));
    this.#wake = check(libc, 'eventfd', libc.eventfd(0, EFD_CLOEXEC));
    const size = Buffer.alloc(4);
    size.writeInt32LE(this.#receiveBuffer);
    // FORCE goes above the system's limit and is for root; the other takes what the limit allows.
    if (libc.setsockopt(this.#socket, SOL_SOCKET, SO_RCVBUFFORCE, size, 4) !== 0) {
      libc.setsockopt(this.#socket, SOL_SOCKET, SO_RCVBUF, size, 4);
    }
    const address = Buffer.alloc(12);
    address.writeUInt16LE(AF_NETLINK, 0);
    address.writeUInt32LE(CN_IDX_PROC, 8); // port id 0: the kernel chooses a free one
    check(libc, 'bind', libc.bind(this.#socket, address, address.length));
    const request = subscription();
    check(libc, 'send', libc.send(this.#socket, request, request.length, 0));
  }

  async #awaitAck(libc: Libc, listener: (event: LifecycleEvent) => void): Promise<void> {
    const deadline = this.#clock() + ACK_LIMIT;
    for (let left = ACK_LIMIT; left > 0; left = deadline - this.#clock()) {
      await this.#wait(libc, left);
      const error = this.#drain(libc, listener);
      if (error === 0) return;
      if (error !== undefined) throw new ConnectorUnavailableError(`the kernel refused: ${errnoName(error)}`);
    }
    throw new ConnectorUnavailableError('the kernel did not answer (a container, or CONFIG_PROC_EVENTS is off)');
  }

  async #pump(libc: Libc, listener: (event: LifecycleEvent) => void): Promise<void> {
    for (;;) {
      await this.#wait(libc, -1);
      if (this.#isStopped) break;
      this.#drain(libc, listener);
    }
    this.#release();
  }

  /** Resolves when a message, or the call to stop, is there. */
  #wait(libc: Libc, timeout: Milliseconds): Promise<number> {
    const fds = this.#pollFds;
    fds.writeInt32LE(this.#socket, 0);
    fds.writeInt16LE(POLLIN, 4);
    fds.writeInt32LE(this.#wake, 8);
    fds.writeInt16LE(POLLIN, 12);
    return libc.poll(fds, 2, Math.ceil(timeout));
  }

  /** @returns the errno of an acknowledgement that was among the messages, 0 for success. */
  #drain(libc: Libc, listener: (event: LifecycleEvent) => void): number | undefined {
    const buffer = this.#message;
    let ack: number | undefined;
    for (let count = 0; count < DRAIN_LIMIT; count += 1) {
      const length = libc.recv(this.#socket, buffer, buffer.length, MSG_DONTWAIT);
      if (length < 0) {
        if (libc.errno() !== constants.errno.ENOBUFS) return ack;
        this.#deliver({ type: 'overflow', at: this.#clock() }, listener);
      } else if (length >= MESSAGE_LENGTH) {
        this.#count(buffer, listener);
        const message = parseProcEvent(buffer);
        if (message?.type !== 'ack') this.#deliver(message, listener);
        // Acknowledgements go to all who listen: another program's refusal is not ours.
        else if (message.number === ACK_NUMBER) ack = message.error;
      }
    }
    return ack;
  }

  #count(message: Buffer, listener: (event: LifecycleEvent) => void): void {
    const place = placeOf(message);
    const count = place === undefined ? 0 : this.#gaps.take(place);
    if (count > 0) this.#deliver({ type: 'missed', count, at: this.#clock() }, listener);
  }

  #deliver(event: LifecycleEvent | ThreadEvent | undefined, listener: (event: LifecycleEvent) => void): void {
    if (event !== undefined) this.#threads.handle(event).forEach(listener);
  }

  #release(): void {
    process.off('exit', this.#wakeUp);
    for (const fd of [this.#socket, this.#wake]) if (fd !== -1) this.#libc?.close(fd);
    this.#socket = -1;
    this.#wake = -1;
  }
}

function libcOrRefusal(): Libc {
  try {
    return loadLibc();
  } catch (error) {
    throw new ConnectorUnavailableError(`koffi could not be loaded: ${String(error)}`);
  }
}

/** nlmsghdr, cn_msg and the operation, 40 bytes. */
function subscription(): Buffer {
  const message = Buffer.alloc(40);
  message.writeUInt32LE(40, 0);
  message.writeUInt16LE(3, 4); // NLMSG_DONE
  message.writeUInt32LE(process.pid, 12);
  message.writeUInt32LE(CN_IDX_PROC, 16); // cn_msg.id.idx
  message.writeUInt32LE(1, 20); // cn_msg.id.val = CN_VAL_PROC
  message.writeUInt32LE(ACK_NUMBER - 1, 28); // cn_msg.ack
  message.writeUInt16LE(4, 32); // cn_msg.len
  message.writeUInt32LE(PROC_CN_MCAST_LISTEN, 36);
  return message;
}

function check(libc: Libc, call: string, result: number): number {
  if (result < 0) throw new ConnectorUnavailableError(`${call}: ${errnoName(libc.errno())}`);
  return result;
}

function errnoName(errno: number): string {
  return Object.entries(constants.errno).find(([, number]) => number === errno)?.[0] ?? `errno ${errno}`;
}
