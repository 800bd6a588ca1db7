import { write } from 'node:fs';
import { type Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds } from '../../shared/units';
import { OutputBudget } from '../launch/output-budget';
import { type OutputLine, OutputLines } from '../launch/output-lines';

const BUDGET = { lines: 2000, characters: 1_048_576 };
/** The end of stderr is evidence, whatever was dropped before: a traceback stands there. */
const TAIL_CHARACTERS = 65_536;
/** How soon a full pipe is tried again. */
const WRITE_AGAIN: Milliseconds = 5;

export interface CaptureOptions {
  readonly stream: 'stdout' | 'stderr';
  readonly pid: number;
  /** Pass every byte on to this descriptor of our own, in the pace that it takes them. */
  readonly passTo: number | undefined;
  readonly now: () => Milliseconds;
  readonly emit: (event: RunEvent) => void;
}

/** Turns one output stream of the command into log events, bounded, and passes it on. */
export class OutputCapture {
  /** Resolves when the stream has ended and everything was passed on. */
  readonly ended: Promise<void>;
  readonly #options: CaptureOptions;
  readonly #passage: Passage | undefined;
  readonly #lines = new OutputLines();
  readonly #budget = new OutputBudget(BUDGET);
  #dropped = 0;
  #tail: OutputLine[] = [];
  #tailCharacters = 0;

  constructor(source: Readable, options: CaptureOptions) {
    this.#options = options;
    source.on('data', (chunk: Buffer) => this.#take(this.#lines.push(chunk)));
    this.#passage = options.passTo === undefined ? undefined : passOn(source, options.passTo);
    this.ended = new Promise<void>((resolve) => source.once('close', resolve)).then(() => this.#passage?.ended);
    source.on('error', () => source.destroy());
  }

  /** Whether its reader has not taken everything yet. */
  get isPassing(): boolean {
    return this.#passage?.isBusy() ?? false;
  }

  /** Tells how many lines were dropped since it was last asked. */
  tellDropped(): void {
    if (this.#dropped === 0) return;
    this.#options.emit({ type: 'lost', t: this.#options.now(), count: this.#dropped, source: 'output' });
    this.#dropped = 0;
  }

  /** What is left: an unfinished line, and of stderr the last lines that the budget had held back. */
  finish(): void {
    this.#take(this.#lines.end());
    for (const line of this.#tail.splice(0)) {
      this.#emit(line);
      this.#dropped -= 1;
    }
    this.tellDropped();
  }

  #take(lines: readonly OutputLine[]): void {
    const now = this.#options.now();
    for (const line of lines) {
      if (this.#budget.mayPass(line.text.length, now)) this.#emit(line);
      else this.#hold(line);
    }
  }

  #hold(line: OutputLine): void {
    this.#dropped += 1;
    if (this.#options.stream !== 'stderr') return;
    this.#tail.push(line);
    this.#tailCharacters += line.text.length;
    while (this.#tailCharacters > TAIL_CHARACTERS) this.#tailCharacters -= this.#tail.shift()?.text.length ?? 0;
  }

  #emit({ text, isCut }: OutputLine): void {
    const { pid, stream, now, emit } = this.#options;
    emit({ type: 'log', t: now(), pid, stream, text, ...(isCut && { cut: true }) });
  }
}

/**
 * Copies a stream to a descriptor, at the pace of its reader. Not to process.stdout: that
 * blocks the event loop on a pipe whose reader is slow.
 */
function passOn(source: Readable, fd: number): Passage {
  const target = new Writable({
    write: (chunk: Buffer, _encoding, done) => void writeAll(fd, chunk).then(() => done(), done),
  });
  const ended = new Promise<void>((resolve) => {
    target.on('finish', resolve);
    // Nobody reads any more (`| head -1`): closing our end tells the program with its next write.
    target.on('error', () => {
      source.destroy();
      resolve();
    });
    source.pipe(target);
    source.once('close', () => target.end());
  });
  return { ended, isBusy: () => !target.destroyed && target.writableLength + source.readableLength > 0 };
}

interface Passage {
  readonly ended: Promise<void>;
  /** Whether something is on its way. */
  readonly isBusy: () => boolean;
}

/**
 * Whoever shares a pipe with us may have made it non-blocking (a Node parent such as npm
 * does): then a full one answers EAGAIN, which is no error but "later".
 */
async function writeAll(fd: number, chunk: Buffer): Promise<void> {
  for (let from = 0; from < chunk.length;) {
    const written = await writeSome(fd, chunk.subarray(from));
    if (written === 0) await sleep(WRITE_AGAIN);
    from += written;
  }
}

function writeSome(fd: number, chunk: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    write(fd, chunk, (error, written) => {
      if (error === null) resolve(written);
      else if (error.code === 'EAGAIN') resolve(0);
      else reject(error);
    });
  });
}
