/**
 * Lines on stderr that may be a process's last words: those that are no part of a traceback,
 * a stack or a crash text, which are evidence of their own.
 */
import type { Milliseconds } from '../../shared/units';
import { type ClosedFile, lineageOf } from './case-file';
import type { StderrBlock } from './stderr-block';

/** A process says why it leaves at most this long before its end. */
const BEFORE: Milliseconds = 500;
/** What a process wrote is read at most this long after its end was told. */
const AFTER: Milliseconds = 100;
const MAX_LINES = 200;

/** Unindented lines of the texts of Python, Node and V8 that no reader takes for the end of a block. */
const OF_CRASH_TEXT = [
  /^Process .{1,200}:$/,
  /^Traceback \(most recent call last\):$/,
  /^(?:During handling of the above exception|The above exception was the direct cause)/,
  /^(?:Exception in thread |Exception ignored in|Task exception was never retrieved|--- Logging error)/,
  /^(?:Current thread|Thread) 0x[0-9a-f]+/,
  /^(?:Extension modules: |Python runtime state: |<--- |\[\d+:0x[0-9a-f]+\]|\d+: 0x[0-9a-f]+)/,
];
/** Where Node's report of an uncaught exception begins: `/home/u/program.js:12`, `node:internal/x:3`, `[eval]:1`. */
const NODE_BEGIN = /^(?:file:\/\/|node:|\/|[A-Za-z]:\\|\[(?:eval|stdin)\]).*:\d+$/;

interface Line {
  readonly t: Milliseconds;
  readonly text: string;
  /** A whole message in one line, such as a shell's `x: not found`. */
  readonly block: StderrBlock | undefined;
}

export class LastLines {
  #lines: Line[] = [];

  /** @param block what the line finished or belongs to, if anything. */
  push(text: string, t: Milliseconds, block: StderrBlock | undefined): void {
    if (block?.kind === 'node') this.#forgetNodeReport();
    const isOfBlock = block !== undefined && block.kind !== 'cannot-run';
    if (isOfBlock || /^\s*$|^\s/.test(text) || OF_CRASH_TEXT.some((pattern) => pattern.test(text))) return;
    this.#lines.push({ t, text, block });
    if (this.#lines.length > MAX_LINES * 1.5) this.#lines = this.#lines.slice(-MAX_LINES);
  }

  /**
   * The line nearest to the end of a process, unless another may as well have written it.
   *
   * @param ended processes that ended, this one among them.
   * @param writerOf the process that is known to have written a block.
   */
  lastWordsOf(
    file: ClosedFile,
    ended: readonly ClosedFile[],
    writerOf: (block: StderrBlock) => ClosedFile | undefined,
  ): string | undefined {
    const { t } = file.exit;
    let nearest: Line | undefined;
    for (const line of this.#lines) {
      if (!isNear(line, file)) continue;
      const writer = line.block === undefined ? undefined : writerOf(line.block);
      if (writer !== undefined && writer !== file) continue;
      if (nearest === undefined || Math.abs(line.t - t) <= Math.abs(nearest.t - t)) nearest = line;
    }
    if (nearest === undefined) return undefined;
    const found = nearest;
    return ended.some((other) => mayBeOf(other, file, found)) ? undefined : found.text;
  }

  /** Only its last line says that it was one. */
  #forgetNodeReport(): void {
    const begin = this.#lines.findLastIndex(({ text }) => NODE_BEGIN.test(text));
    if (begin >= 0) this.#lines.length = begin;
  }
}

function isNear({ t }: Line, { exit, startedMs }: ClosedFile): boolean {
  return t >= startedMs && t >= exit.t - BEFORE && t <= exit.t + AFTER;
}

/** One that ended well had nothing to explain; one that waited for the process, such as a shell, passes its end on. */
function mayBeOf(other: ClosedFile, file: ClosedFile, line: Line): boolean {
  return other !== file && other.exit.code !== 0 && isNear(line, other) && !isAncestor(other, file);
}

function isAncestor(other: ClosedFile, file: ClosedFile): boolean {
  for (const one of lineageOf(file)) if (one === other) return true;
  return false;
}
