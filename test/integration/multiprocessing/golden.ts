/** What real CPython did, case by case (test/parity/golden.py), and how an answer of ours is held against it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

interface Golden {
  readonly python: string;
  readonly cases: Readonly<Record<string, unknown>>;
}

const file = join(import.meta.dirname, '..', '..', 'parity', 'golden.json');
const read = JSON.parse(readFileSync(file, 'utf8')) as Golden;

export const { python } = read;
export const goldenNames: readonly string[] = Object.keys(read.cases);

/** @returns what golden.py wrote of the case. @throws {RangeError} when it is not there. */
export function golden(name: string): unknown {
  if (!(name in read.cases)) throw new RangeError(`CPython did not play ${name}`);
  return read.cases[name];
}

/** Our errors, and the classes of Python that stand for the same; docs/multiprocessing.md has the reasons. */
const TWINS: Readonly<Record<string, readonly string[]>> = {
  AttributeError: ['AttributeError'],
  BrokenBarrierError: ['BrokenBarrierError'],
  ConnectionClosedError: ['ValueError'],
  EndOfPipeError: ['EOFError'],
  IndexError: ['IndexError'],
  KeyError: ['KeyError'],
  ProcessStateError: ['AssertionError', 'ValueError', 'OSError'],
  QueueEmptyError: ['Empty'],
  QueueFullError: ['Full'],
  RangeError: ['ValueError', 'OSError'],
  ReleaseError: ['AssertionError', 'ValueError'],
  // All tasks of golden.py that fail do so with it.
  RemoteTaskError: ['ValueError'],
  TimeoutError: ['TimeoutError'],
  ValueError: ['ValueError'],
};

/** The error that a call throws or rejects with; `null` when it does neither, as `error_of` in golden.py. */
export async function errorOf(call: () => unknown): Promise<Error | null> {
  try {
    await call();
    return null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/**
 * Holds our answers against a whole case of Python's.
 *
 * @param except keys of the case that are played elsewhere or differ; the page says why.
 */
export function expectAsPython(ours: Readonly<Record<string, unknown>>, name: string, except: readonly string[] = []) {
  const kept = Object.entries(golden(name) as object).filter(([key]) => !except.includes(key));
  const theirs = Object.fromEntries(kept);
  expect(inPython(ours, theirs)).toEqual(theirs);
}

/** Our value in Python's words: errors by class, `undefined` as None. */
function inPython(ours: unknown, theirs: unknown): unknown {
  if (ours instanceof Error) return TWINS[ours.name]?.includes(String(theirs)) === true ? theirs : ours.name;
  if (ours === undefined) return null;
  if (Array.isArray(ours)) return ours.map((item, index) => inPython(item, (theirs as unknown[] | undefined)?.[index]));
  if (typeof ours !== 'object' || ours === null) return ours;
  const twin = theirs as Readonly<Record<string, unknown>> | undefined;
  return Object.fromEntries(Object.entries(ours).map(([key, value]) => [key, inPython(value, twin?.[key])]));
}
