import { useMemo } from 'react';
import type { ProcessRow } from '../../../shared/model/process-row';
import { useRunFrame, useViewState } from '../run-context';
import { parseFilter } from '../selectors/filter-language';
import { ancestorsOf, groupKeyOf, laneRows } from '../selectors/lane-rows';

interface Find {
  /** `undefined` while nobody is looked for, or the words are not understood. */
  readonly finds: ((row: ProcessRow) => boolean) | undefined;
  readonly fault: { readonly id: string; readonly values: Readonly<Record<string, string>> } | undefined;
  /** Positions of those that fit, in the order of the lanes, folded ones included. */
  readonly found: readonly number[];
  /** Selects the next that fits, or the one before; what hides it is unfolded. */
  readonly step: (by: 1 | -1) => void;
}

/** None of the lanes folded. */
const OPEN: ReadonlySet<never> = new Set();

/** The search in the lanes, in the words of the table's filter. */
export function useFind(): Find {
  const { snapshot, store } = useRunFrame();
  const find = useViewState((state) => state.lanes.find);
  const sort = useViewState((state) => state.lanes.sort);
  const group = useViewState((state) => state.lanes.group);
  const filter = useMemo(() => parseFilter(find), [find]);
  const finds = find.trim() === '' || !filter.ok ? undefined : filter.matches;
  const rows = useMemo(
    () => (finds === undefined ? [] : laneRows(snapshot.model, { sort, group, foldedGroups: OPEN }, OPEN)),
    [snapshot, finds, sort, group],
  );
  const found = useMemo(
    () => rows.flatMap((row) => (row.kind === 'process' && finds?.(row.row) === true ? [row.row.index] : [])),
    [rows, finds],
  );
  const step = (by: 1 | -1): void => {
    const state = store.getState();
    const place = state.selected === undefined ? -1 : found.indexOf(state.selected);
    const from = place === -1 && by === -1 ? 0 : place;
    const next = found[(from + by + found.length) % found.length];
    if (next === undefined) return;
    for (const above of ancestorsOf(snapshot.model, next)) {
      if (store.getState().processTable.folded.has(above)) state.fold(above);
    }
    const key = groupKeyOf(rows, next);
    if (key !== undefined && state.lanes.foldedGroups.has(key)) {
      state.changeLanes({ foldedGroups: new Set([...state.lanes.foldedGroups].filter((one) => one !== key)) });
    }
    state.select(next);
  };
  return { finds, fault: filter.ok ? undefined : filter, found, step };
}
