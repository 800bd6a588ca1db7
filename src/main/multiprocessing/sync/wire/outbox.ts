import { writeSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Bytes } from '../../../../shared/units';
import { FrameWriter } from '../../codec/frame-writer';
import type { Haste } from '../../link/haste';
import { monotonicNow } from '../../monotonic-clock';
import { type Outgoing, writeMessage } from './message';
import { OP } from './operation';

/** Written before the turn ends: the other side can begin with it. */
const WRITE_AT: Bytes = 32 * 1024;

/** A socket's handle within Node: -1 where the system has no descriptors (Windows). */
interface Owner {
  readonly _handle?: { readonly fd?: number } | null;
}

/** Kept until the system has all of what was sent in one turn. */
interface Departure {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
}

const GONE = Promise.resolve();

/** Messages out, those of one turn in one write. */
export class Outbox {
  readonly #socket: Socket;
  readonly #haste: Haste | undefined;
  readonly #frames = new FrameWriter();
  #isDue = false;
  #isHeld = false;
  #departure: Departure | undefined;
  /** Bytes that were written; the system may have yet to take the last of them. */
  #written: Bytes = 0;
  #isTaken = true;
  /** Something waits to be written that is no item. */
  #isUrgent = false;
  /** The other end looks for what is held. */
  #isHot = false;
  #isRestPlanned = false;

  /** @param haste where items that follow each other at once may be held, as many to a write: only with a journal. */
  constructor(socket: Socket, haste?: Haste) {
    this.#socket = socket;
    this.#haste = haste;
    socket.on('close', () => this.#leave());
  }

  /** @throws {NotCloneableError} see {@link writeMessage}. */
  send(message: Outgoing): void {
    writeMessage(this.#frames, message);
    if (message.op !== OP.put) this.#isUrgent = true;
    if (this.#frames.size >= WRITE_AT) this.flush();
    else if (!this.#isDue) {
      this.#isDue = true;
      queueMicrotask(() => this.flush());
    }
  }

  /** The other end can read the journal. */
  begin(): void {
    this.#haste?.begin(this.#written);
  }

  /** Writes what waits, unless the system has not taken yet what was written before: then it follows that. */
  flush(): void {
    this.#isDue = false;
    if (this.#socket.destroyed) return this.#leave();
    if (this.#isHeld || this.#socket.writableLength > 0) return;
    if (!this.#isTaken) this.#taken();
    if (this.#frames.size > 0 && !this.#hold()) this.#write(this.#haste?.isTiny === true);
    if (this.#isHot) this.#planRest();
    if (this.#socket.writableLength === 0) this.#leave();
  }

  /** @returns whether what waits may wait on: the other end can read it. */
  #hold(): boolean {
    if (this.#haste?.mayHold(monotonicNow()) !== true || this.#isUrgent || !this.#isHot) return false;
    return this.#frames.show(this.#haste.hold);
  }

  /** @param mayFollow whether more may be held after it, for which the other end must look. */
  #write(mayFollow: boolean): void {
    this.#announce(mayFollow && !this.#isUrgent);
    this.#isUrgent = false;
    this.#written += this.#frames.size;
    this.#isTaken = false;
    this.#frames.drainNow(
      (memory, length) => this.#writeSome(memory, length),
      (pieces) => this.#writeAll(pieces),
    );
    if (this.#socket.writableLength === 0) this.#taken();
  }

  #announce(isHot: boolean): void {
    this.#isHot = this.#haste?.announce(isHot) === true;
  }

  #planRest(): void {
    if (this.#isRestPlanned) return;
    this.#isRestPlanned = true;
    setImmediate(() => this.#rest());
  }

  /** This process has nothing at hand to put. Where the system has yet to take something, {@link Outbox.flush} plans it anew then. */
  #rest(): void {
    this.#isRestPlanned = false;
    if (this.#socket.destroyed || this.#isHeld || this.#socket.writableLength > 0) return;
    if (this.#frames.size > 0) this.#write(false);
    else this.#announce(false);
  }

  /** The system has all that was written. */
  #taken(): void {
    this.#isTaken = true;
    this.#haste?.wrote(this.#written);
  }

  /** Writes nothing until it is released. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    this.flush();
  }

  /** Resolves when what was sent gets there whatever becomes of this process, or the connection is gone. */
  departed(): Promise<void> {
    if (this.#frames.size === 0 && this.#socket.writableLength === 0) return GONE;
    this.#departure ??= newDeparture();
    return this.#departure.promise;
  }

  #leave(): void {
    const departure = this.#departure;
    this.#departure = undefined;
    departure?.resolve();
  }

  /** A stream's way to the system costs as much as the system's own. */
  #writeSome(memory: Buffer, length: Bytes): void {
    const taken = this.#socket.connecting ? 0 : writeNow(this.#socket, memory, length);
    // A copy: the memory is written again before the system has it.
    if (taken < length) this.#socket.write(Buffer.from(memory.subarray(taken, length)), this.#goOn);
  }

  #writeAll(pieces: readonly Uint8Array[]): void {
    const socket = this.#socket;
    socket.cork();
    for (const piece of pieces) socket.write(piece, this.#goOn);
    socket.uncork();
  }

  /** The system has taken something that it did not take at once. */
  readonly #goOn = (): void => this.flush();
}

/** @returns how many bytes the system took; none where it cannot be asked, or takes none now. */
function writeNow(socket: Socket, memory: Buffer, length: Bytes): Bytes {
  const { _handle: handle } = socket as Owner;
  const descriptor = handle?.fd ?? -1;
  if (descriptor < 0) return 0;
  try {
    return writeSync(descriptor, memory, 0, length);
  } catch {
    // It is full, or closed: the stream waits, or says so.
    return 0;
  }
}

function newDeparture(): Departure {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
