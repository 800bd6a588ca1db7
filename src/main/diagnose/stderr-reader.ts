/** Finds in the lines of stderr what says why a process ended. */
import type { Milliseconds, Pid } from '../../shared/units';
import { PythonReader } from './python-reader';
import { newBlock, type StderrBlock } from './stderr-block';

/** Printed last by Node when an exception was not caught (lib/internal/process/execution.js). */
const NODE_VERSION = /^Node\.js v\d+\.\d+\.\d+/;
const NODE_CARET = /^\s*\^+\s*$/;
const NODE_HEAD = /^(?:Uncaught )?([A-Za-z_$][\w$.]*)(?: \[\w+\])?: (.*)$/;
const NODE_FRAME = /^\s+at (?:(.+?) \()?(?:file:\/\/)?((?:\/|[A-Za-z]:\\).+?):(\d+):\d+\)?$/;
/** V8's trace of garbage collections carries the pid: `[16089:0x5a1e000] 812 ms: Mark-Compact`. */
const V8_TRACE = /^\[(\d+):0x[0-9a-f]+\]\s+\d+ ms: /;
const HEAP_LIMIT = /^FATAL ERROR: (.*JavaScript heap out of memory.*)$/;
const FATAL_PYTHON = /^Fatal Python error: (.+)$/;
const FATAL_FRAME = /^ {2}File "(.+)", line (\d+) in (.+)$/;
/** glibc's heap and stack checks, assert(3), libstdc++'s terminate handler. */
const ABORT_TEXT =
  /^(?:free\(\): |malloc\(\): |realloc\(\): |munmap_chunk\(\): |double free or corruption|corrupted |\*\*\* .* detected \*\*\*|terminate called |.+: Assertion [`'].*' failed\.)/;
const CANNOT_RUN = [
  /^(?:.*?: )?(?:line )?(?:\d+: )?['‘]?([^:'’]+?)['’]?: (?:command )?(not found|No such file or directory|Permission denied)$/,
  /^.*?: can't open file '(.+)': \[Errno \d+\] (.+)$/,
];
/** Lines kept to look back from Node's last line to the error's first. */
const MAX_KEPT = 60;

export class StderrReader {
  readonly #python = new PythonReader();
  #lines: string[] = [];
  #v8Pid: Pid | undefined;
  /** A fatal error of Python whose stack is still to come. */
  #fatal: StderrBlock | undefined;

  /** @returns the block that this line finished or changed. */
  push(line: string, at: Milliseconds): StderrBlock | undefined {
    this.#lines.push(line);
    if (this.#lines.length > MAX_KEPT * 2) this.#lines = this.#lines.slice(-MAX_KEPT);
    const trace = V8_TRACE.exec(line);
    if (trace !== null) this.#v8Pid = Number(trace[1]);
    return this.#fatalFrame(line) ?? this.#python.push(line, at) ?? this.#singleLine(line, at) ?? this.#node(line, at);
  }

  #singleLine(line: string, at: Milliseconds): StderrBlock | undefined {
    const heap = HEAP_LIMIT.exec(line);
    if (heap !== null) {
      const block = {
        ...newBlock({ kind: 'heap-limit', at, errorType: '', message: heap[1] ?? '' }),
        pid: this.#v8Pid,
      };
      this.#v8Pid = undefined;
      return block;
    }
    const fatal = FATAL_PYTHON.exec(line);
    if (fatal !== null) {
      this.#fatal = newBlock({ kind: 'fatal-python', at, errorType: fatal[1] ?? '', message: fatal[1] ?? '' });
      return this.#fatal;
    }
    if (ABORT_TEXT.test(line)) return newBlock({ kind: 'abort-text', at, errorType: '', message: line });
    return this.#cannotRun(line, at);
  }

  #cannotRun(line: string, at: Milliseconds): StderrBlock | undefined {
    for (const pattern of CANNOT_RUN) {
      const found = pattern.exec(line);
      if (found !== null)
        return newBlock({ kind: 'cannot-run', at, errorType: found[1] ?? '', message: found[2] ?? '' });
    }
    return undefined;
  }

  /** faulthandler prints the innermost frame first: that is the place. */
  #fatalFrame(line: string): StderrBlock | undefined {
    const frame = this.#fatal === undefined ? null : FATAL_FRAME.exec(line);
    if (frame === null || this.#fatal === undefined) return undefined;
    const block = this.#fatal;
    block.place = `${frame[1] ?? ''}:${frame[2] ?? ''} in ${frame[3] ?? ''}`;
    this.#fatal = undefined;
    return block;
  }

  #node(line: string, at: Milliseconds): StderrBlock | undefined {
    if (!NODE_VERSION.test(line)) return undefined;
    const caret = this.#lines.findLastIndex((one) => NODE_CARET.test(one));
    const after = this.#lines.slice(caret + 1, -1).filter((one) => one.trim() !== '');
    const [head] = after;
    if (head === undefined) return undefined;
    const error = NODE_HEAD.exec(head);
    const block = newBlock({ kind: 'node', at, errorType: error?.[1] ?? '', message: error?.[2] ?? head });
    block.place = placeOf(after);
    return block;
  }
}

function placeOf(stack: readonly string[]): string {
  for (const line of stack) {
    const frame = NODE_FRAME.exec(line);
    if (frame === null) continue;
    const place = `${frame[2] ?? ''}:${frame[3] ?? ''}`;
    return frame[1] === undefined ? place : `${place} in ${frame[1]}`;
  }
  return '';
}
