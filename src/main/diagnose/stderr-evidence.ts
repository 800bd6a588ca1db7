/** What the lines on stderr say, and of which process. */
import type { RunEventOf } from '../../shared/events';
import type { Pid } from '../../shared/units';
import { attribute } from './attribution';
import type { ClosedFile, LastWords, OwnBlock } from './case-file';
import { LastLines } from './last-lines';
import type { StderrBlock } from './stderr-block';
import { StderrReader } from './stderr-reader';

/** Blocks, and failed processes, among which a writer is looked for: those of the last instants. */
const MAX_RECENT = 100;
/** Writers whose unfinished texts are kept. */
const MAX_READERS = 2000;
const NONE: readonly OwnBlock[] = [];

export class StderrEvidence {
  readonly #readers = new Map<Pid, StderrReader>();
  /** Those that wrote to the run's stderr, as the kernel says. */
  readonly #writers = new Set<Pid>();
  #blocks: StderrBlock[] = [];
  /** Kept for each process as long as the process is. */
  readonly #owned = new WeakMap<ClosedFile, readonly OwnBlock[]>();
  #isOutdated = false;
  /** Blocks that grew since the last look: a stack, an advice below a traceback. */
  #grown = new Set<StderrBlock>();
  readonly #lastLines = new LastLines();

  /** @returns whether a block was finished or grew. */
  push(event: RunEventOf<'log'>): boolean {
    const block = this.#readerOf(event.pid).push(event.text, event.t);
    const writer = event.signed === true ? event.pid : undefined;
    if (writer !== undefined) this.#writers.add(writer);
    this.#lastLines.push({ text: event.text, t: event.t, block, writer });
    if (block === undefined) return false;
    block.writer = writer;
    if (this.#blocks.includes(block)) this.#grown.add(block);
    else this.#blocks.push(block);
    if (this.#blocks.length > MAX_RECENT * 1.5) this.#blocks = this.#blocks.slice(-MAX_RECENT);
    this.#isOutdated = true;
    return true;
  }

  /** One for each writer, so that the lines of several do not mix. */
  #readerOf(pid: Pid): StderrReader {
    const reader = this.#readers.get(pid) ?? new StderrReader();
    // The newest last: who has long been silent goes first.
    this.#readers.delete(pid);
    this.#readers.set(pid, reader);
    const [oldest] = this.#readers.keys();
    if (this.#readers.size > MAX_READERS && oldest !== undefined) this.#readers.delete(oldest);
    return reader;
  }

  /** Something of the processes changed by which writers are told apart. */
  outdate(): void {
    this.#isOutdated = true;
  }

  blocksOf(file: ClosedFile): readonly OwnBlock[] {
    return this.#owned.get(file) ?? NONE;
  }

  /** @param ended processes in order of their end. */
  lastWordsOf(file: ClosedFile, ended: readonly ClosedFile[]): LastWords | undefined {
    return this.#lastLines.lastWordsOf(file, ended, (block) =>
      ended.find((one) => this.blocksOf(one).some((own) => own.block === block)),
    );
  }

  /**
   * Finds the writers anew where that may have changed.
   *
   * @param ended processes in order of their end.
   * @returns those that own other blocks than before, or blocks that grew.
   */
  reattribute(ended: readonly ClosedFile[]): readonly ClosedFile[] {
    if (!this.#isOutdated || this.#blocks.length === 0) return [];
    const failed = ended.filter(({ exit }) => exit.code !== 0).slice(-MAX_RECENT);
    const found = attribute(this.#blocks, failed, this.#writers);
    const grown = this.#grown;
    this.#grown = new Set();
    this.#isOutdated = false;
    return failed.filter((file) => {
      const before = this.blocksOf(file);
      const now = found.get(file) ?? NONE;
      // What was found stays found when the text itself is no longer kept.
      if (now.length === 0 && before.some(({ block }) => !this.#blocks.includes(block))) return false;
      this.#owned.set(file, now);
      return !areSame(before, now) || now.some(({ block }) => grown.has(block));
    });
  }
}

function areSame(before: readonly OwnBlock[], now: readonly OwnBlock[]): boolean {
  return (
    before.length === now.length &&
    before.every((own, index) => own.block === now[index]?.block && own.how === now[index].how)
  );
}
