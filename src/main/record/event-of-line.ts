import { type RunEvent, runEventSchema } from '../../shared/events';
import { isCertainlyEvent } from './quick-check';
import { withRows } from './sample-columns';

/** @returns `undefined` for a line that is no event. */
export function parseEvent(line: string): RunEvent | undefined {
  const value = parseJson(line);
  if (isCertainlyEvent(value)) return value;
  const sample = withRows(value);
  if (sample !== undefined) return sample;
  const parsed = runEventSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** @returns `undefined` for what is no JSON. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
