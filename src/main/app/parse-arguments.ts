import type { z } from 'zod';
import { InvalidArgumentsError } from './errors';

/** Longest list of complaints that a person would read. */
const MAX_COMPLAINTS = 3;
const MAX_QUOTED = 40;

/**
 * The arguments of a call, as the contract wants them.
 *
 * @throws {InvalidArgumentsError} naming each field that is wrong, what was expected there and
 *   what was found.
 */
export function parseArguments<Args>(call: string, schema: z.ZodType<Args>, given: readonly unknown[]): Args {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const complaints = parsed.error.issues.slice(0, MAX_COMPLAINTS).map((issue) => complaintOf(issue, given));
  throw new InvalidArgumentsError(`${call} refused: ${complaints.join('; ')}.`);
}

function complaintOf({ path, message }: z.core.$ZodIssue, given: readonly unknown[]): string {
  // zod says "Invalid input: expected string, received number": what was received follows from us, with its value.
  const expected = message.replace(/^[^:]*: /, '').replace(/, received .*$/, '');
  return `${fieldOf(path)}: ${expected}, found ${describe(valueAt(given, path))}`;
}

/** The first step of a path is the argument's position; further ones are what a reader knows the field by. */
function fieldOf(path: readonly PropertyKey[]): string {
  const [position, ...steps] = path;
  if (steps.length > 0) return steps.map(String).join('.');
  return typeof position === 'number' ? `argument ${position + 1}` : 'arguments';
}

function valueAt(given: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[step] : undefined,
    given,
  );
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') {
    return value.length > MAX_QUOTED ? `a text of ${value.length} characters` : `"${value}"`;
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return `an ${typeof value}`;
}
