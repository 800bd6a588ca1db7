import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
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
  #child: ChildProcess | undefined;
  #lines: AsyncIterator<string> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LineHelperOptions) {
    this.#options = options;
  }

  /**
   * @returns the lines of the answer, joined.
   * @throws {Error} when the helper cannot be started, ended, or did not answer in time.
   */
  ask(question: string): Promise<string> {
    const answer = this.#last.then(() => this.#askNow(question));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  close(): void {
    this.#child?.kill();
    this.#child = undefined;
    this.#lines = undefined;
  }

  async #askNow(question: string): Promise<string> {
    const lines = this.#lines ?? this.#start();
    this.#child?.stdin?.write(`${question}\n`);
    const timer = setTimeout(() => this.close(), this.#options.limit);
    try {
      return await answerOf(lines, this.#options);
    } catch (error) {
      this.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #start(): AsyncIterator<string> {
    const { command, args } = this.#options;
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    // Not found, or ended while a question was written: the iterator ends, and the question fails.
    child.on('error', () => this.close());
    child.stdin.on('error', () => this.close());
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return this.#lines;
  }
}

async function answerOf(lines: AsyncIterator<string>, { command, limit }: LineHelperOptions): Promise<string> {
  const answer: string[] = [];
  for (;;) {
    const next = await lines.next();
    if (next.done === true) throw new Error(`${command} ended, or did not answer within ${limit} ms`);
    if (next.value === END_OF_ANSWER) return answer.join('\n');
    answer.push(next.value);
  }
}
