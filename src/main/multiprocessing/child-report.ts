import type { Milliseconds, Pid } from '../../shared/units';
import type { CallSite } from './call-site';
import type { EventSink } from './event-sink';
import { monotonicNow } from './monotonic-clock';

/** Longest texts of an event; `shared/events.ts` refuses more. */
const MAX_NAME = 256;
const MAX_TEXT = 65_536;

/** What every child's life has in common: its name, its joins, the signals sent to it. */
export class ChildReport {
  readonly #pid: Pid;
  readonly #sink: EventSink | undefined;

  constructor(pid: Pid, sink: EventSink | undefined) {
    this.#pid = pid;
    this.#sink = sink;
  }

  named(name: string): void {
    this.#sink?.({ type: 'process-renamed', pid: this.#pid, name: name.slice(0, MAX_NAME), seenBy: 'probe' });
  }

  /** @returns to be called when the join returns. */
  joinStarted(timeoutMs?: Milliseconds): (finished: boolean) => void {
    const since = monotonicNow();
    const join = { pid: process.pid, childPid: this.#pid };
    this.#sink?.({ type: 'join-started', ...join, ...(timeoutMs !== undefined && { timeoutMs }) }, since);
    return (finished) => this.#sink?.({ type: 'join-returned', ...join, waitedMs: monotonicNow() - since, finished });
  }

  /** Node collects the exit status of a child as soon as there is one. */
  joined(): void {
    this.#sink?.({ type: 'process-joined', pid: this.#pid, byPid: process.pid });
  }

  signalled(signal: NodeJS.Signals, site: CallSite): void {
    this.#sink?.({ type: 'signal-sent', pid: this.#pid, signal, by: 'program', byPid: process.pid, ...site });
  }

  threw({ name, message, stack }: { readonly name: string; readonly message: string; readonly stack: string }): void {
    this.#sink?.({
      type: 'exception',
      pid: this.#pid,
      errorType: name.slice(0, MAX_NAME),
      message: message.slice(0, MAX_TEXT),
      ...(stack !== '' && { traceback: stack.slice(0, MAX_TEXT) }),
    });
  }
}
