/**
 * Lines on stderr that may be a process's last words: those that are no part of a traceback,
 * a stack or a crash text, which are evidence of their own.
 */
import type { Milliseconds, Pid } from '../../shared/units';
import { type ClosedFile, type LastWords, lineageOf } from './case-file';
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
  /** What the line finished or belongs to, if anything. */
  readonly block: StderrBlock | undefined;
  /** As the kernel says, where it does. */
  readonly writer: Pid | undefined;
}

export class LastLines {
  #lines: Line[] = [];

  push(line: Line): void {
    const { text, block, writer } = line;
    if (block?.kind === 'node') this.#forgetNodeReport(writer);
    const isOfBlock = block !== undefined && block.kind !== 'cannot-run';
    if (isOfBlock || /^\s*$|^\s/.test(text) || OF_CRASH_TEXT.some((pattern) => pattern.test(text))) return;
    this.#lines.push(line);
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
  ): LastWords | undefined {
    const { t } = file.exit;
    const mayBeItsOwn = (line: Line): boolean => {
      if (!isNear(line, file) || (line.writer !== undefined && line.writer !== file.pid)) return false;
      const writer = line.block === undefined ? undefined : writerOf(line.block);
      return writer === undefined || writer === file;
    };
    let found: Line | undefined;
    for (const line of this.#lines.filter(mayBeItsOwn)) {
      if (found === undefined || Math.abs(line.t - t) <= Math.abs(found.t - t)) found = line;
    }
    if (found === undefined) return undefined;
    const nearest = found;
    if (nearest.writer !== undefined) return { text: nearest.text, isSigned: true };
    if (ended.some((other) => mayBeOf(other, file, nearest))) return undefined;
    return { text: nearest.text, isSigned: false };
  }

  /** Only its last line says that it was one. */
  #forgetNodeReport(writer: Pid | undefined): void {
    const begin = this.#lines.findLastIndex((line) => line.writer === writer && NODE_BEGIN.test(line.text));
    if (begin < 0) return;
    const ofOthers = this.#lines.slice(begin).filter((line) => line.writer !== writer);
    this.#lines.splice(begin, Infinity, ...ofOthers);
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
