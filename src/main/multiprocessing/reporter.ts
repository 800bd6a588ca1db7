/**
 * Sends what pools, processes and queues report to whoever watches this program.
 *
 * The socket's path is in the environment; without one nothing is reported. Reporting must
 * never be felt: lines are written once a turn, a watcher that does not read costs bounded
 * memory (what does not fit is counted), one that is gone costs nothing, and no error ever
 * reaches the program.
 */
import { connect, type Socket } from 'node:net';
import type { Report } from '../../shared/report';
import { MAX_REPORT_LENGTH, SOCKET_VARIABLE } from '../../shared/report-socket';
import type { Bytes, Milliseconds } from '../../shared/units';
import { monotonicNow } from './monotonic-clock';

/** Reports that wait for a slow watcher. */
const MAX_WAITING: Bytes = 8 * 1024 * 1024;
/** How long a program that is done waits for its last reports to be taken. */
const FAREWELL: Milliseconds = 500;

export class Reporter {
  readonly #socket: Socket;
  #lines: string[] = [];
  /** Length of {@link Reporter.#lines} in characters, near enough to bytes. */
  #waiting: Bytes = 0;
  #lost = 0;
  #isConnected = false;
  #isGone = false;

  constructor(path: string) {
    this.#socket = connect(path);
    this.#socket.unref();
    this.#socket.on('connect', () => {
      this.#isConnected = true;
      this.#flush();
    });
    this.#socket.on('drain', () => this.#flush());
    this.#socket.on('error', () => this.#leave());
    this.#socket.on('close', () => this.#leave());
    // What the watcher says is not awaited; it must be read, or its end is not noticed.
    this.#socket.resume();
  }

  report(report: Report): void {
    if (this.#isGone) return;
    const line = `${JSON.stringify(report)}\n`;
    if (line.length > MAX_REPORT_LENGTH || this.#unsent + line.length > MAX_WAITING) {
      this.#lost += 1;
      return;
    }
    if (this.#lines.push(line) === 1) setImmediate(() => this.#flush()).unref();
    this.#waiting += line.length;
  }

  /** Writes what waits, without waiting itself: the system takes small amounts at once. */
  flushNow(): void {
    this.#flush();
  }

  /** Resolves when the watcher took everything, is gone, or the time is up. */
  async farewell(): Promise<void> {
    this.#flush();
    if (this.#isGone || this.#unsent === 0) return;
    this.#socket.ref();
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, FAREWELL);
      const settle = (): void => {
        if (!this.#isGone && this.#unsent > 0) return;
        clearTimeout(timer);
        resolve();
      };
      this.#socket.on('drain', settle).on('close', settle).on('connect', settle);
      // A write below the high-water mark is taken without a drain event.
      if (this.#isConnected) this.#socket.write('', settle);
      else this.#socket.once('connect', () => this.#socket.write('', settle));
    });
    this.#socket.unref();
  }

  get #unsent(): Bytes {
    return this.#waiting + this.#socket.writableLength;
  }

  #flush(): void {
    if (!this.#isConnected || this.#isGone || this.#socket.writableNeedDrain) return;
    if (this.#lost > 0) {
      this.#lines.push(`${JSON.stringify({ type: 'lost', count: this.#lost, source: 'probe', at: monotonicNow() })}\n`);
      this.#lost = 0;
    }
    if (this.#lines.length === 0) return;
    const text = this.#lines.join('');
    this.#lines = [];
    this.#waiting = 0;
    this.#socket.write(text);
  }

  #leave(): void {
    this.#isGone = true;
    this.#lines = [];
    this.#waiting = 0;
    this.#socket.destroy();
  }
}

let shared: Reporter | undefined;
let isLookedUp = false;

/** This process's reporter, connected at the first call; `undefined` when nobody watches. */
export function findReporter(): Reporter | undefined {
  if (isLookedUp) return shared;
  isLookedUp = true;
  const path = process.env[SOCKET_VARIABLE];
  if (path === undefined || path === '') return undefined;
  const reporter = new Reporter(path);
  shared = reporter;
  process.once('beforeExit', () => void reporter.farewell());
  process.once('exit', () => reporter.flushNow());
  return reporter;
}
