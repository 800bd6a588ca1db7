import { formatBytes, formatDuration } from '../../../shared/format';
import { hasEnded, type ProcessRow } from '../../../shared/model/process-row';

/** What the kernel counts of a process. */
export const counters = ['coreWait', 'voluntary', 'involuntary', 'read', 'written'] as const;
type Counter = (typeof counters)[number];

/** A figure in words, or why there is none: a key below `absence.` of the locales. */
export type CounterText =
  | { readonly value: string; readonly absence?: undefined }
  | { readonly value?: undefined; readonly absence: 'denied' | 'soon' | 'never' | 'unsupported' };

/** What the kernel counts of a process, as a table shows it. */
export function counterTexts(row: ProcessRow): Readonly<Record<Counter, CounterText>> {
  const isDenied = row.denied.includes('io');
  return {
    coreWait: textOf(row, row.coreWaitMs, formatDuration),
    voluntary: textOf(row, row.voluntary, String),
    involuntary: textOf(row, row.involuntary, String),
    read: isDenied ? { absence: 'denied' } : textOf(row, row.readBytes, formatBytes),
    written: isDenied ? { absence: 'denied' } : textOf(row, row.writtenBytes, formatBytes),
  };
}

function textOf(row: ProcessRow, value: number | undefined, format: (value: number) => string): CounterText {
  if (value !== undefined) return { value: format(value) };
  // A first sample tells the state wherever the system tells anything.
  const isSampled = row.state !== undefined || row.cpuMs !== undefined;
  if (hasEnded(row)) return { absence: isSampled && row.rss !== undefined ? 'unsupported' : 'never' };
  return { absence: isSampled ? 'unsupported' : 'soon' };
}
