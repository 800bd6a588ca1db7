/** A year: what is longer is no limit. Seconds. */
const LONGEST = 31_536_000;

/** @returns seconds; `null` for no limit; `undefined` for what is no number above 0. */
export function readTimeLimit(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const seconds = Number(text);
  return Number.isFinite(seconds) && seconds > 0 && seconds <= LONGEST ? seconds : undefined;
}
