/** Which rows of a table are marked, and what keys and clicks make of that. Pure. */

export type RowKey = string | number;

/** By what names a row: a key, or the row itself where that stays the same object. */
export interface Marking<Key = RowKey> {
  readonly marked: ReadonlySet<Key>;
  /** Where a stretch that Shift marks begins. */
  readonly anchor: Key | undefined;
}

export const nothingMarked: Marking<never> = { marked: new Set(), anchor: undefined };

/** Goes to one row: it alone is meant. */
export function goTo<Key>(key: Key | undefined): Marking<Key> {
  return { marked: new Set(), anchor: key };
}

/** Adds a row, or takes it away. */
export function toggled<Key>({ marked }: Marking<Key>, key: Key, cursor: Key | undefined): Marking<Key> {
  // The row that was gone to is part of what is marked from the second row on.
  const next = new Set(marked.size === 0 && cursor !== undefined ? [cursor] : marked);
  if (!next.delete(key)) next.add(key);
  return { marked: next, anchor: key };
}

/** Everything from the anchor to a row. */
export function stretched<Key>(keys: readonly Key[], anchor: Key | undefined, key: Key): Marking<Key> {
  const to = keys.indexOf(key);
  const from = anchor === undefined ? to : keys.indexOf(anchor);
  const begin = from < 0 ? to : from;
  return { marked: new Set(keys.slice(Math.min(begin, to), Math.max(begin, to) + 1)), anchor: keys[begin] };
}

export function all<Key>(keys: readonly Key[]): Marking<Key> {
  return { marked: new Set(keys), anchor: keys[0] };
}

/** How far a key moves; `undefined` for one that does not. @param page rows of one page. */
export function stepOf(key: string, page: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -page,
    PageDown: page,
    Home: -Infinity,
    End: Infinity,
  };
  return steps[key];
}
