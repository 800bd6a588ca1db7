import { readSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import type { Bytes, Milliseconds } from '../../../shared/units';

/** How much is kept of what a child said last. */
const KEPT: Bytes = 8 * 1024;

/**
 * What a child writes to stderr: passed on, and its end kept.
 *
 * The last words of a process tell what ended it ("Reached heap limit"), so stderr goes
 * through this process even where it is meant for the terminal.
 */
export class StderrTail {
  readonly #stream: Readable | null;
  readonly #isPiped: boolean;
  #chunks: Buffer[] = [];
  #size: Bytes = 0;

  /** @param output `inherit` passes on to this process's own stderr. */
  constructor(stream: Readable | null, output: 'inherit' | 'pipe') {
    this.#stream = stream;
    this.#isPiped = output === 'pipe';
    stream?.on('error', ignore);
    stream?.on('data', (chunk: Buffer) => this.#take(chunk));
    if (!this.#isPiped) passOnAtExit(this, stream);
    // A listener for data makes a stream flow. Here whoever asked for it decides when.
    if (this.#isPiped) stream?.pause();
  }

  /** For whoever asked for the child's output. */
  get stream(): Readable | undefined {
    return this.#isPiped ? (this.#stream ?? undefined) : undefined;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).subarray(-KEPT).toString('utf8');
  }

  ref(): void {
    if (this.#stream instanceof Socket) this.#stream.ref();
  }

  unref(): void {
    if (this.#stream instanceof Socket) this.#stream.unref();
  }

  /** What the child has written and nobody has read, when there is no turn left to read it in. */
  passOnRest(): void {
    const { fd } = (this.#stream as Owner | null)?._handle ?? {};
    const bytes = Buffer.allocUnsafe(KEPT);
    try {
      for (let size = 1; typeof fd === 'number' && fd >= 0 && size > 0;) {
        size = readSync(fd, bytes);
        if (size > 0) process.stderr.write(bytes.subarray(0, size));
      }
    } catch {
      // Nothing more is there (EAGAIN).
    }
  }

  /** Resolves when all was read, or `grace` is over: a grandchild may hold the stream open. */
  async ended(grace: Milliseconds): Promise<void> {
    const stream = this.#stream;
    if (stream === null || stream.readableEnded || stream.destroyed || stream.isPaused()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, grace);
      stream.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    for (let [oldest] = this.#chunks; oldest && this.#size - oldest.length >= KEPT; [oldest] = this.#chunks) {
      this.#chunks.shift();
      this.#size -= oldest.length;
    }
    if (!this.#isPiped) this.#passOn(chunk);
  }

  #passOn(chunk: Buffer): void {
    const stream = this.#stream;
    // As the console does: that nobody reads our stderr is no reason to end.
    process.stderr.once('error', ignore);
    const isTaken = process.stderr.write(chunk, () => process.stderr.removeListener('error', ignore));
    if (isTaken) return;
    stream?.pause();
    process.stderr.once('drain', () => stream?.resume());
  }
}

/** A stream's handle within Node; on Unix it has the descriptor. */
interface Owner {
  readonly _handle?: { readonly fd?: number } | null;
}

const open = new Set<StderrTail>();

/** A program may end by process.exit as soon as it has its result: what workers wrote before that is not to be lost. */
function passOnAtExit(tail: StderrTail, stream: Readable | null): void {
  if (stream === null) return;
  if (open.size === 0) process.on('exit', passOnAll);
  open.add(tail);
  stream.once('close', () => {
    open.delete(tail);
    if (open.size === 0) process.off('exit', passOnAll);
  });
}

function passOnAll(): void {
  for (const tail of open) tail.passOnRest();
}

function ignore(): void {
  // The end of the child says more.
}
