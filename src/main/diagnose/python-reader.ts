/**
 * Finds Python's tracebacks in the lines of stderr.
 *
 * Several processes write to one pipe, so their lines may mix. Python writes line by line:
 * headers (`Process Foo-1:`) and tracebacks are therefore taken in the order they came, and
 * a block that was open beside another is marked. Source of the texts: CPython 3.11,
 * `multiprocessing/process.py` (_bootstrap), `traceback.py`, `threading.py`, `Python/pythonrun.c`.
 */
import type { Milliseconds } from '../../shared/units';
import { newBlock, type StderrBlock } from './stderr-block';

const PROCESS_HEADER = /^Process (.{1,200}):$/;
const HARMLESS_HEADER =
  /^(?:Exception in thread |Exception ignored in|Task exception was never retrieved|--- Logging error)/;
const TRACEBACK = /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):$/;
const FRAME = /^(?: {2}\|)? {2}File "(.+)", line (\d+)(?:, in (.+))?$/;
const FINAL = /^(?: {2}\| )?([A-Za-z_][\w.]*)(?:: ?(.*))?$/;
const SYNTAX_ERROR = /^(SyntaxError|IndentationError|TabError): (.*)$/;
const CHAIN = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const SPAWN_GUARD = 'An attempt has been made to start a new process before the';
const BOOTSTRAP = /multiprocessing[\\/](?:spawn|forkserver)\.py$/;
const MAX_OPEN = 64;
const MAX_LINES = 2000;

interface Header {
  readonly processName: string | undefined;
  readonly isHarmless: boolean;
}

interface OpenTraceback extends Header {
  lines: number;
  place: string;
  isBootstrap: boolean;
  isInterleaved: boolean;
}

const NO_HEADER: Header = { processName: undefined, isHarmless: false };

export class PythonReader {
  #headers: Header[] = [];
  #open: OpenTraceback[] = [];
  #last: StderrBlock | undefined;
  /** The next traceback comes of the last block's exception. */
  #isChained = false;
  /** Place of a syntax error, which has no traceback. */
  #lonelyPlace = '';

  /** @returns the block that this line finished or changed. */
  push(line: string, at: Milliseconds): StderrBlock | undefined {
    if (TRACEBACK.test(line)) {
      this.#begin();
      return undefined;
    }
    return this.#open.length > 0 ? this.#continue(line, at) : this.#outside(line, at);
  }

  #begin(): void {
    const header = this.#isChained ? this.#chainedHeader() : (this.#headers.shift() ?? NO_HEADER);
    this.#isChained = false;
    if (this.#open.length >= MAX_OPEN) this.#open.shift();
    for (const other of this.#open) other.isInterleaved = true;
    const isInterleaved = this.#open.length > 0;
    this.#open.push({ ...header, lines: 0, place: '', isBootstrap: false, isInterleaved });
  }

  #chainedHeader(): Header {
    if (this.#last === undefined) return NO_HEADER;
    this.#last.isSuperseded = true;
    return this.#last;
  }

  /** Inside a traceback: its frames, until a line that does not stand in. */
  #continue(line: string, at: Milliseconds): StderrBlock | undefined {
    const [oldest] = this.#open;
    if (oldest === undefined) return undefined;
    const frame = FRAME.exec(line);
    if (frame !== null) noteFrame(oldest, frame);
    oldest.lines += 1;
    if (oldest.lines > MAX_LINES) this.#open.shift();
    const header = PROCESS_HEADER.exec(line);
    if (header !== null) this.#headers.push({ processName: header[1], isHarmless: false });
    const isIndented = /^\s/.test(line.replace(/^ {2}\| /, ''));
    const final = header === null && !isIndented ? FINAL.exec(line) : null;
    if (final === null) return undefined;
    this.#open.shift();
    this.#last = finish(oldest, { at, errorType: final[1] ?? '', message: final[2] ?? '' });
    return this.#last;
  }

  #outside(line: string, at: Milliseconds): StderrBlock | undefined {
    const header = PROCESS_HEADER.exec(line);
    if (header !== null) this.#headers.push({ processName: header[1], isHarmless: false });
    else if (HARMLESS_HEADER.test(line)) this.#headers.push({ processName: undefined, isHarmless: true });
    else if (CHAIN.test(line)) this.#isChained = true;
    else if (line.includes(SPAWN_GUARD)) return this.#guard();
    else return this.#syntaxError(line, at);
    if (this.#headers.length > MAX_OPEN) this.#headers.shift();
    return undefined;
  }

  #guard(): StderrBlock | undefined {
    if (this.#last !== undefined) this.#last.isSpawnGuard = true;
    return this.#last;
  }

  /** A script that does not parse: a place, the line, a caret, the error, and no traceback. */
  #syntaxError(line: string, at: Milliseconds): StderrBlock | undefined {
    const frame = FRAME.exec(line);
    if (frame !== null) this.#lonelyPlace = `${frame[1] ?? ''}:${frame[2] ?? ''}`;
    const found = SYNTAX_ERROR.exec(line);
    if (found === null || this.#lonelyPlace === '') return undefined;
    this.#last = newBlock({ kind: 'python', at, errorType: found[1] ?? '', message: found[2] ?? '' });
    this.#last.place = this.#lonelyPlace;
    this.#lonelyPlace = '';
    return this.#last;
  }
}

function noteFrame(open: OpenTraceback, [, file = '', line = '', name]: RegExpExecArray): void {
  open.place = name === undefined ? `${file}:${line}` : `${file}:${line} in ${name}`;
  open.isBootstrap ||= BOOTSTRAP.test(file);
}

function finish(open: OpenTraceback, end: Pick<StderrBlock, 'at' | 'errorType' | 'message'>): StderrBlock {
  const { processName, isHarmless, isInterleaved, isBootstrap, place } = open;
  return { ...newBlock({ kind: 'python', ...end }), processName, isHarmless, isInterleaved, isBootstrap, place };
}
