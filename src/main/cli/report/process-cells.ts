/** What a table says of one process. */
import { formatBytes, formatDuration } from '../../../shared/format';
import { hasEnded, livedOf, type ProcessRow } from '../../../shared/model/process-row';
import type { Milliseconds } from '../../../shared/units';
import { type Cause, isExpected } from '../../../shared/verdict';
import { printable } from '../text/printable';
import type { Style } from '../text/style';
import type { Cell } from '../text/table';
import type { Texts } from '../text/texts';

/** What is not known. */
export const UNKNOWN = '–';

export function nameCell(row: ProcessRow, branch: string): Cell {
  return { text: branch + printable(row.name) };
}

/** How long it lived, until now while it lives. */
export function livedCell(row: ProcessRow, now: Milliseconds): Cell {
  return { text: formatDuration(livedOf(row, now)) };
}

export function cpuTimeCell(row: ProcessRow): Cell {
  return { text: row.cpuMs === undefined ? UNKNOWN : formatDuration(row.cpuMs) };
}

export function peakCell(row: ProcessRow): Cell {
  return { text: row.peakRss === undefined ? UNKNOWN : formatBytes(row.peakRss) };
}

/** Memory with its part of what is shared, as last measured. */
export function pssCell({ measured }: ProcessRow): Cell {
  return { text: measured?.pssBytes === undefined ? UNKNOWN : formatBytes(measured.pssBytes) };
}

/** The exit code, or the signal's name; `?` when the system did not tell. */
export function exitCell(row: ProcessRow): Cell {
  if (!hasEnded(row)) return { text: UNKNOWN };
  const { signal, exitCode } = row;
  return { text: typeof signal === 'string' ? signal : typeof exitCode === 'number' ? String(exitCode) : '?' };
}

export function verdictCell(row: ProcessRow, texts: Texts, style: Style): Cell {
  if (row.verdict === undefined) return { text: texts.say(hasEnded(row) ? 'table.noVerdict' : 'table.running') };
  return { text: texts.sentence(row.verdict.title), paint: paintFor(row.verdict.cause, style) };
}

const ALARMING: ReadonlySet<Cause> = new Set([
  'uncaught-exception',
  'crash',
  'out-of-memory',
  'resource-limit',
  'failed-to-start',
] as const);

/** What went wrong by itself is red, what was done to it yellow, what is as it should be recedes. */
export function paintFor(cause: Cause, style: Style): (text: string) => string {
  if (isExpected(cause)) return style.dim;
  return ALARMING.has(cause) ? style.red : style.yellow;
}
