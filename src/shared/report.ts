/**
 * What a program says of itself: one JSON object a line over the run's local socket.
 *
 * A report is an event without `t` and with `at` instead, the moment on the system's
 * monotonic clock in milliseconds (Node: `process.hrtime`, Python: `time.monotonic`), which
 * is the same in every process of the machine. The companion turns it into the run's time.
 * Nothing a program says is trusted: what does not parse, or is not a program's to say, is
 * refused and counted.
 */
import { type Fact, type RunEvent, runEventSchema } from './events';
import { MAX_REPORT_LENGTH } from './report-socket';
import { reportableTypes } from './reportable';
import type { MonotonicMilliseconds } from './units';

export type Report = Fact & { readonly at: MonotonicMilliseconds };

/**
 * Reads one line of a program's reports.
 *
 * @param runStart when the run began, on the same clock.
 * @returns `undefined` for what is no report of ours.
 */
export function parseReport(line: string, runStart: MonotonicMilliseconds): RunEvent | undefined {
  if (line.length > MAX_REPORT_LENGTH) return undefined;
  const given = parseObject(line);
  if (typeof given?.['at'] !== 'number') return undefined;
  const { at, ...fact } = given as { at: number };
  const parsed = runEventSchema.safeParse({ ...fact, t: at - runStart });
  return parsed.success && reportableTypes.has(parsed.data.type) ? parsed.data : undefined;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const given: unknown = JSON.parse(line);
    return typeof given === 'object' && given !== null && !Array.isArray(given)
      ? (given as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
