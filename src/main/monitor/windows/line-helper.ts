import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Milliseconds } from '../../../shared/units';

/** Ends each answer; no JSON line is equal to it. */
export const END_OF_ANSWER = '--joinscope-end--';

export interface LineHelperOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** Longest wait for one answer. */
  readonly limit: Milliseconds;
}

/**
 * One helper process that lives on and answers one line of question after the other.
 *
 * For systems where asking costs a process otherwise: a PowerShell a poll takes 700 ms and
 * leaks sessions. A helper that does not answer in time is ended, and the next question
 * starts a new one. Questions wait for one another.
 */
export class LineHelper {
  readonly #options: LineHelperOptions;
  #running: Running | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: LineHelperOptions) {
    this.#options = options;
  }

  /**
   * @returns the lines of the answer, joined.
   * @throws {Error} when the helper cannot be started, ended, or did not answer in time, and
   *   after {@link close}.
   */
  ask(question: string): Promise<string> {
    const answer = this.#last.then(() => this.#askNow(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the helper. Questions that wait fail, and none is answered any more. */
  close(): void {
    this.#isClosed = true;
    this.#end();
  }

  async #askNow(question: string): Promise<string> {
    const { command, limit } = this.#options;
    if (this.#isClosed) throw new Error(`${command} was closed`);
    const running = (this.#running ??= start(this.#options));
    const timeout = new AbortController();
    try {
      running.child.stdin.write(`${question}\n`);
      return await Promise.race([
        answerOf(running.lines, command),
        // Not only the end of its output: a child of the helper may hold that open.
        sleep(limit, undefined, { signal: timeout.signal }).then(() => {
          throw new Error(`${command} did not answer within ${limit} ms`);
        }),
      ]);
    } catch (error) {
      this.#end();
      throw error;
    } finally {
      timeout.abort();
    }
  }

  #end(): void {
    const running = this.#running;
    this.#running = undefined;
    running?.child.kill('SIGKILL');
    running?.child.stdout.destroy();
  }
}

interface Running {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: AsyncIterator<string>;
}

function start({ command, args }: LineHelperOptions): Running {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  // Not found, or ended while a question was written: its output ends, and the question fails.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

async function answerOf(lines: AsyncIterator<string>, command: string): Promise<string> {
  const answer: string[] = [];
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw new Error(`${command} ended without an answer`);
    if (next.value === END_OF_ANSWER) return answer.join('\n');
    answer.push(next.value);
  }
}
