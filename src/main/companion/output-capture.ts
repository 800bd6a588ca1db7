import { write } from 'node:fs';
import { type Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunEvent } from '../../shared/events';
import type { Milliseconds, Pid } from '../../shared/units';
import { OutputBudget } from '../launch/output-budget';
import { type OutputLine, OutputLines } from '../launch/output-lines';
import type { SignedBytes } from '../monitor/linux/signed-stream';

const BUDGET = { lines: 2000, characters: 1_048_576 };
/** The end of each writer's stderr is evidence, whatever was dropped before: a traceback stands there. */
const TAIL_CHARACTERS = 65_536;
/** Of all writers together. */
const ALL_TAILS_CHARACTERS = 64 * TAIL_CHARACTERS;
/** What a process wrote before its end may be read this long after it. */
const LAST_WORDS: Milliseconds = 50;
const MAX_ENDED = 1000;
/** How soon a full pipe is tried again. */
const WRITE_AGAIN: Milliseconds = 5;
/** What the C library says to a program that opens one of its own streams by name, and that stream is a socket. */
const NOT_OPENED = /\/dev\/(?:stdout|stderr|fd\/[12])\b.*No such device or address/;

export interface CaptureOptions {
  readonly stream: 'stdout' | 'stderr';
  /** The command, to which the stream belongs. */
  readonly pid: Pid;
  /** Pass every byte on to this descriptor of our own, in the pace that it takes them. */
  readonly passTo: number | undefined;
  readonly now: () => Milliseconds;
  readonly emit: (event: RunEvent) => void;
}

/** One who writes to the stream: what is unfinished, and what the budget holds back. */
interface Writer {
  readonly lines: OutputLines;
  readonly tail: OutputLine[];
  tailCharacters: number;
}

/**
 * Turns one output stream of the command into log events, bounded, and passes it on.
 *
 * Where the stream says who wrote what, each writer's lines are put together apart, so that two
 * that write at once do not mix.
 */
export class OutputCapture {
  /** Resolves when the stream has ended and everything was passed on. */
  readonly ended: Promise<void>;
  readonly #options: CaptureOptions;
  readonly #passage: Passage | undefined;
  /** By pid; 0 stands for whoever it was. */
  readonly #writers = new Map<Pid, Writer>();
  readonly #budget = new OutputBudget(BUDGET);
  /** Those that ended last, oldest first. */
  readonly #ended = new Set<Pid>();
  readonly #timers = new Map<Pid, NodeJS.Timeout>();
  #tailCharacters = 0;
  #dropped = 0;
  #hasWarned = false;

  constructor(source: Readable, options: CaptureOptions) {
    this.#options = options;
    source.on('data', (chunk: Buffer | SignedBytes) => {
      if (Buffer.isBuffer(chunk)) this.#take(0, chunk);
      else this.#take(chunk.writer, chunk.bytes);
    });
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

  /** Its last words need not wait for the end of the stream, which others may keep open. */
  writerEnded(pid: Pid): void {
    this.#ended.add(pid);
    const [oldest] = this.#ended;
    if (this.#ended.size > MAX_ENDED && oldest !== undefined) this.#ended.delete(oldest);
    if (this.#writers.has(pid)) this.#releaseSoon(pid);
  }

  /** What is left: unfinished lines, and of stderr the last lines that the budget had held back. */
  finish(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const pid of [...this.#writers.keys()]) this.#release(pid);
    this.tellDropped();
  }

  #releaseSoon(pid: Pid): void {
    clearTimeout(this.#timers.get(pid));
    const timer = setTimeout(() => {
      this.#timers.delete(pid);
      this.#release(pid);
    }, LAST_WORDS);
    this.#timers.set(pid, timer);
  }

  #take(pid: Pid, bytes: Buffer): void {
    const writer = this.#writers.get(pid) ?? { lines: new OutputLines(), tail: [], tailCharacters: 0 };
    this.#writers.set(pid, writer);
    // Its end may be told before its last words are read.
    if (this.#ended.has(pid)) this.#releaseSoon(pid);
    this.#pass(pid, writer, writer.lines.push(bytes));
  }

  #pass(pid: Pid, writer: Writer, lines: readonly OutputLine[]): void {
    for (const line of lines) {
      if (this.#passTail(pid, writer) && this.#mayPass(line)) this.#emit(pid, line);
      else if (this.#options.stream === 'stdout') this.#dropped += 1;
      else this.#hold(writer, line);
    }
  }

  /** @returns whether nothing older is held back: a writer's lines keep their order. */
  #passTail(pid: Pid, writer: Writer): boolean {
    for (let [line] = writer.tail; line !== undefined; [line] = writer.tail) {
      if (!this.#mayPass(line)) return false;
      this.#unhold(writer);
      this.#emit(pid, line);
    }
    return true;
  }

  #mayPass({ text }: OutputLine): boolean {
    return this.#budget.mayPass(text.length, this.#options.now());
  }

  /** Budget or not, the newest that a writer said is kept, for the case that it was its last. */
  #hold(writer: Writer, line: OutputLine): void {
    writer.tail.push(line);
    writer.tailCharacters += line.text.length;
    this.#tailCharacters += line.text.length;
    while (writer.tailCharacters > TAIL_CHARACTERS) this.#dropOldest(writer);
    if (this.#tailCharacters <= ALL_TAILS_CHARACTERS) return;
    for (const other of this.#writers.values()) {
      if (other !== writer) while (other.tail.length > 0) this.#dropOldest(other);
    }
  }

  #dropOldest(writer: Writer): void {
    this.#unhold(writer);
    this.#dropped += 1;
  }

  #unhold(writer: Writer): void {
    const length = writer.tail.shift()?.text.length ?? 0;
    writer.tailCharacters -= length;
    this.#tailCharacters -= length;
  }

  #release(pid: Pid): void {
    const writer = this.#writers.get(pid);
    if (writer === undefined) return;
    this.#writers.delete(pid);
    this.#pass(pid, writer, writer.lines.end());
    this.#tailCharacters -= writer.tailCharacters;
    for (const line of writer.tail) this.#emit(pid, line);
  }

  #emit(writer: Pid, { text, isCut }: OutputLine): void {
    const { pid, stream, now, emit } = this.#options;
    const signature = writer === 0 ? { pid } : { pid: writer, signed: true };
    emit({ type: 'log', t: now(), ...signature, stream, text, ...(isCut && { cut: true }) });
    if (writer !== 0 && !this.#hasWarned && NOT_OPENED.test(text)) this.#warn();
  }

  #warn(): void {
    this.#hasWarned = true;
    this.#options.emit({
      type: 'notice',
      t: this.#options.now(),
      level: 'warning',
      id: 'output-is-socket',
      values: {},
    });
  }
}

/**
 * Copies a stream to a descriptor, at the pace of its reader. Not to process.stdout: that
 * blocks the event loop on a pipe whose reader is slow.
 */
function passOn(source: Readable, fd: number): Passage {
  const target = new Writable({
    objectMode: source.readableObjectMode,
    write: (chunk: Buffer | SignedBytes, _encoding, done) =>
      void writeAll(fd, Buffer.isBuffer(chunk) ? chunk : chunk.bytes).then(() => done(), done),
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
