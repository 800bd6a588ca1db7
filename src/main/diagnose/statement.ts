import type { Statement } from '../../shared/verdict';
import type { VerdictTextId } from '../../shared/verdict-text';

/** Longest text put into a sentence: a message of a whole page is no evidence one can read. */
const MAX_VALUE_LENGTH = 600;

/** A sentence of a verdict. A value that is not known must not be handed in: choose another sentence. */
export function say(id: VerdictTextId, values?: Readonly<Record<string, string | number>>): Statement {
  if (values === undefined) return { id };
  const short = Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? cut(value) : value]);
  return { id, values: Object.fromEntries(short) as Record<string, string | number> };
}

function cut(text: string): string {
  return text.length <= MAX_VALUE_LENGTH ? text : `${text.slice(0, MAX_VALUE_LENGTH - 1)}…`;
}
