/**
 * A stream of bytes on which every piece carries the pid of the process that wrote it.
 *
 * A command and all its descendants share one stdout and one stderr, and a pipe does not say
 * who wrote. A pair of sockets does: with SO_PASSCRED the kernel attaches the credentials of
 * the writer to each piece and never puts pieces of two writers together. Source: unix(7);
 * net/unix/af_unix.c, `unix_stream_read_generic`.
 */
import { constants } from 'node:os';
import { closeSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Pid } from '../../../shared/units';
import { type Libc, loadLibc } from './libc';
import { Poller } from './poller';

// linux/socket.h, asm-generic/socket.h
const AF_UNIX = 1;
const SOCK_STREAM_CLOEXEC = 1 | 0o2000000;
const SOL_SOCKET = 1;
const SO_PASSCRED = 16;
const SCM_CREDENTIALS = 2;
const MSG_DONTWAIT = 0x40;
const SHUT_RD = 0;
/** struct cmsghdr: size_t length, int level, int type; then struct ucred: int pid, uid, gid. */
const CONTROL_LENGTH = 64;
const CMSG_LEVEL = 8;
const CMSG_TYPE = 12;
const CMSG_DATA = 16;
const CHUNK = 65_536;
/** Pieces that may wait for their reader. */
const HIGH_WATER_MARK = 16;
/** Most pieces taken in one turn of the event loop. */
const DRAIN_LIMIT = 64;

/** One for all streams of this process. */
let poller: Poller | undefined;

/** What one process wrote. */
export interface SignedBytes {
  readonly bytes: Buffer;
  /** 0 where the kernel cannot name it: a process of another pid namespace. */
  readonly writer: Pid;
}

/** Yields {@link SignedBytes}; ends when nobody has the other end any more. */
export class SignedStream extends Readable {
  /** The end for the command; to be closed here once the command has it. */
  readonly givenEnd: number;
  readonly #libc: Libc;
  readonly #fd: number;
  readonly #message = { data: Buffer.allocUnsafe(CHUNK), control: Buffer.alloc(CONTROL_LENGTH) };
  #isWaiting = false;

  readonly #poller: Poller;

  private constructor(libc: Libc, fd: number, givenEnd: number) {
    super({ objectMode: true, highWaterMark: HIGH_WATER_MARK });
    this.#libc = libc;
    poller ??= new Poller(libc);
    this.#poller = poller;
    this.#fd = fd;
    this.givenEnd = givenEnd;
  }

  /** @returns undefined where such sockets cannot be had: no native calls, no descriptors left. */
  static open(): SignedStream | undefined {
    const libc = libcOrNothing();
    if (libc === undefined) return undefined;
    const pair = Buffer.alloc(8);
    if (libc.socketpair(AF_UNIX, SOCK_STREAM_CLOEXEC, 0, pair) !== 0) return undefined;
    const [own, given] = [pair.readInt32LE(0), pair.readInt32LE(4)];
    const on = Buffer.alloc(4);
    on.writeInt32LE(1);
    libc.setsockopt(own, SOL_SOCKET, SO_PASSCRED, on, on.length);
    return new SignedStream(libc, own, given);
  }

  override _read(): void {
    void this.#readOn();
  }

  /** Writers get SIGPIPE from now on, as from a pipe that nobody reads. */
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // Wakes the poller too.
    this.#libc.shutdown(this.#fd, SHUT_RD);
    // Closed with something unread, the other end would get ECONNRESET instead of SIGPIPE.
    while (this.#receive() > 0);
    // While a thread waits on it, the number must not be given to another file.
    if (!this.#isWaiting) closeSync(this.#fd);
    done(error);
  }

  async #readOn(): Promise<void> {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    for (let wantsMore = this.#drain(); wantsMore && !this.destroyed; wantsMore = this.#drain())
      await this.#poller.ready(this.#fd);
    this.#isWaiting = false;
    if (this.destroyed) closeSync(this.#fd);
  }

  /** @returns whether there was nothing more, though more is wanted. */
  #drain(): boolean {
    for (let count = 0; count < DRAIN_LIMIT && !this.destroyed; count += 1) {
      const length = this.#receive();
      if (length < 0) return true;
      if (length === 0) {
        this.push(null);
        return false;
      }
      const bytes = Buffer.from(this.#message.data.subarray(0, length));
      if (!this.push({ bytes, writer: this.#writer() } satisfies SignedBytes)) return false;
    }
    return true;
  }

  /** @returns bytes received, 0 at the end, -1 when there is nothing now. */
  #receive(): number {
    for (;;) {
      const length = this.#libc.recvmsg(this.#fd, this.#message, MSG_DONTWAIT);
      if (length >= 0) return length;
      if (this.#libc.errno() !== constants.errno.EINTR) return this.#libc.errno() === constants.errno.EAGAIN ? -1 : 0;
    }
  }

  #writer(): Pid {
    const { control } = this.#message;
    const isSigned =
      control.readInt32LE(CMSG_LEVEL) === SOL_SOCKET && control.readInt32LE(CMSG_TYPE) === SCM_CREDENTIALS;
    return isSigned ? control.readInt32LE(CMSG_DATA) : 0;
  }
}

function libcOrNothing(): Libc | undefined {
  try {
    return loadLibc();
  } catch {
    return undefined;
  }
}
