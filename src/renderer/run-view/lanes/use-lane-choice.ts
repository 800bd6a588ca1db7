import { type KeyboardEvent, type RefObject, useEffect } from 'react';
import type { Milliseconds } from '../../../shared/units';
import { useRunFrame, useViewState } from '../run-context';
import { groupKeyOf, type LaneRow } from '../selectors/lane-rows';
import type { ViewStore } from '../view-store';
import { isOnChevron, LABEL_WIDTH } from './paint-label';
import { useFind } from './use-find';

interface LaneChoice {
  readonly rows: readonly LaneRow[];
  readonly rowHeight: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Puts the cursor into the field of the search. */
  readonly onSearch: (() => void) | undefined;
}

interface LaneChooser {
  /** @param x from the left edge of the lanes, in CSS pixels. */
  readonly pick: (lane: LaneRow | undefined, x: number) => void;
  /** @returns whether the key was one of lanes. */
  readonly onKey: (event: KeyboardEvent) => boolean;
}

/**
 * A click or the arrows select a process, a click on its mark or Space folds what is below it or, in
 * groups, its group; the arrows stop at a folded group as well, which Space opens; `n` goes to
 * the next that is looked for and `/` to the search. A process that was selected elsewhere comes into sight.
 */
export function useLaneChoice({ rows, rowHeight, scroller, onSearch }: LaneChoice): LaneChooser {
  const { store, window } = useRunFrame();
  const selected = useViewState((state) => state.selected);
  const atGroup = useViewState((state) => state.lanes.atGroup);
  const { step } = useFind();
  const place = placeOf(rows, selected, atGroup);
  useEffect(() => {
    const element = scroller.current;
    if (place < 0 || element === null) return;
    const top = place * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + rowHeight - element.clientHeight;
    }
    // Only a new choice scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [selected, atGroup]);

  const pick: LaneChooser['pick'] = (lane, x) => {
    if (lane === undefined) return;
    const { select, fold } = store.getState();
    if (lane.kind === 'group') toggleGroup(store, lane.key);
    else if (lane.isOpen !== undefined && x < LABEL_WIDTH && isOnChevron(x, lane.depth)) fold(lane.row.index);
    else select(lane.row.index === selected ? undefined : lane.row.index);
  };
  const parts = { store, rows, place, now: window.to };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowUp: () => moveBy(-1, parts),
    ArrowDown: () => moveBy(1, parts),
    ' ': () => foldSelected(parts),
    n: () => step(1),
    N: () => step(-1),
    '/': () => onSearch?.(),
  };
  return {
    pick,
    onKey: (event) => {
      const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
      if (act === undefined) return false;
      event.preventDefault();
      act();
      return true;
    },
  };
}

interface Parts {
  readonly store: ViewStore;
  readonly rows: readonly LaneRow[];
  /** Of the selected lane; -1 for none. */
  readonly place: number;
  /** The newest moment that is shown. */
  readonly now: Milliseconds;
}

/** Of the folded group that is gone to, else of the selected process; -1 for none. */
function placeOf(rows: readonly LaneRow[], selected: number | undefined, atGroup: string | undefined): number {
  return rows.findIndex((row) =>
    row.kind === 'group' ? !row.isOpen && row.key === atGroup : atGroup === undefined && row.row.index === selected,
  );
}

/** An open group is passed by: its processes follow. */
function moveBy(step: 1 | -1, { store, rows, place, now }: Parts): void {
  let next = place + step;
  while (isOpenGroup(rows[next])) next += step;
  const row = rows[next];
  if (row === undefined) return;
  const { select, hovered, hover } = store.getState();
  if (row.kind === 'group') return goToGroup(store, row.key);
  select(row.row.index);
  // Where the crosshair is, it is told what the process does; without one, what it does now.
  if (hovered === undefined) hover(now);
}

const isOpenGroup = (row: LaneRow | undefined): boolean => row?.kind === 'group' && row.isOpen;

function goToGroup(store: ViewStore, key: string): void {
  store.getState().select(undefined);
  store.getState().changeLanes({ atGroup: key });
}

/** Its group, what is below it, or what its parent has below; a folded group is opened and its first process selected. */
function foldSelected({ store, rows, place }: Parts): void {
  const { select, fold } = store.getState();
  const lane = rows[place];
  if (lane === undefined) return;
  if (lane.kind === 'group') {
    toggleGroup(store, lane.key);
    select(lane.first);
    return;
  }
  const key = groupKeyOf(rows, lane.row.index);
  if (key !== undefined) {
    toggleGroup(store, key);
    goToGroup(store, key);
  } else if (lane.isOpen !== undefined) fold(lane.row.index);
  else if (lane.depth > 0 && lane.row.parent !== undefined) {
    select(lane.row.parent);
    fold(lane.row.parent);
  }
}

function toggleGroup(store: ViewStore, key: string): void {
  const { lanes, changeLanes } = store.getState();
  const foldedGroups = new Set(lanes.foldedGroups);
  if (!foldedGroups.delete(key)) foldedGroups.add(key);
  changeLanes({ foldedGroups, atGroup: undefined });
}
