import type { Report } from '../../shared/report';
import type { MonotonicMilliseconds, Pid } from '../../shared/units';

/** How CPython's faulthandler begins (Modules/faulthandler.c, `faulthandler_fatal_error`). */
const BEGINNING = 'Fatal Python error: ';
const MAX_LENGTH = 65_536;

/**
 * The text that a process wrote into its connection as it died.
 *
 * The connection's descriptor is what Python's faulthandler writes to, so that text comes after
 * the last report, perhaps within it, and nothing comes after it.
 */
export class CrashText {
  /** Whose connection it is. */
  pid: Pid | undefined;
  #at: MonotonicMilliseconds | undefined;
  #text = '';

  /** @returns whether the line belongs to such a text. */
  take(line: string, at: MonotonicMilliseconds): boolean {
    const start = this.#at === undefined ? line.indexOf(BEGINNING) : 0;
    // Within a report the words may stand as well: as a text in quotes.
    if (start === -1 || (this.#at === undefined && line.trimEnd().endsWith('}'))) return false;
    this.#at ??= at;
    if (this.#text.length < MAX_LENGTH) this.#text += `${line.slice(start)}\n`;
    return true;
  }

  get report(): Extract<Report, { type: 'crash-report' }> | undefined {
    if (this.pid === undefined || this.#at === undefined) return undefined;
    const text = this.#text.slice(0, MAX_LENGTH).trimEnd();
    return { type: 'crash-report', at: this.#at, pid: this.pid, source: 'faulthandler', text };
  }
}
