/**
 * Queues inside arguments: on the way to a child each is replaced by a reference, and in
 * the child by a queue that speaks to the one in the parent.
 */

const KEY = 'joinscope:queue';

/** What travels instead of a queue. */
export interface QueueReference {
  readonly [KEY]: number;
  readonly name: string;
}

/** How deep plain objects and arrays are searched. */
const MAX_DEPTH = 6;

/** Copies `value` with whatever `replace` answers for put in its place; shares what has nothing to replace. */
export function replaceDeep(value: unknown, replace: (value: object) => unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  const replacement = replace(value);
  if (replacement !== undefined) return replacement;
  if (Array.isArray(value)) {
    const copies = value.map((entry) => replaceDeep(entry, replace, depth + 1));
    return copies.some((copy, index) => copy !== value[index]) ? copies : value;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const entries = Object.entries(value);
  const copies = entries.map(([key, entry]) => [key, replaceDeep(entry, replace, depth + 1)] as const);
  return copies.some(([, copy], index) => copy !== entries[index]?.[1]) ? Object.fromEntries(copies) : value;
}

export function queueReference(id: number, name: string): QueueReference {
  return { [KEY]: id, name };
}

/** The reference that `value` is, if it is one. */
export function findQueueReference(value: object): { readonly id: number; readonly name: string } | undefined {
  const { [KEY]: id, name } = value as Partial<QueueReference>;
  return typeof id === 'number' && typeof name === 'string' ? { id, name } : undefined;
}
