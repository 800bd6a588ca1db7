import type { Milliseconds } from '../../../shared/units';
import { useRunFrame } from '../run-context';
import { momentOf, type RowMoments } from './row-moments';

export interface RowMoment<Row> {
  /** When the row's end was; `undefined` where time cannot be moved, or nobody knows. */
  readonly of: (row: Row | undefined) => Milliseconds | undefined;
  /** Shows the run as it was then. */
  readonly goTo: (row: Row | undefined) => void;
  /** G goes to the row's end, Shift and G to its begin. @returns whether the key was it. */
  readonly onKey: (event: KeyLike, row: Row | undefined) => boolean;
}

type KeyLike = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** From a row to its moment, for every table alike. */
export function useRowMoment<Row>(momentsOf: (row: Row) => RowMoments): RowMoment<Row> {
  const { replay } = useRunFrame();
  const of = (row: Row | undefined, isBegin = false): Milliseconds | undefined =>
    row === undefined || replay === undefined ? undefined : momentOf(momentsOf(row), isBegin);
  const goTo = (row: Row | undefined, isBegin = false): void => {
    const t = of(row, isBegin);
    if (t !== undefined) replay?.seek(t);
  };
  return {
    of: (row) => of(row),
    goTo: (row) => goTo(row),
    onKey: (event, row) => {
      if (!isGoKey(event)) return false;
      goTo(row, event.shiftKey);
      return true;
    },
  };
}

/** G, with Shift or without. */
export function isGoKey({ key, ctrlKey, metaKey, altKey }: KeyLike): boolean {
  return key.toLowerCase() === 'g' && !ctrlKey && !metaKey && !altKey;
}
