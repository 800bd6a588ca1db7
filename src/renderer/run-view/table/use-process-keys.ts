import type { KeyboardEvent, MouseEvent } from 'react';
import type { RowKey } from '../grid/marked-rows';
import type { MarkedRows } from '../grid/use-marked-rows';
import { useRunFrame } from '../run-context';
import type { TableRow } from '../selectors/process-table';

interface Table {
  readonly rows: readonly TableRow[];
  readonly marks: MarkedRows<TableRow>;
  readonly isTree: boolean;
  /** Shows or hides what is below a process. */
  readonly fold: (index: number) => void;
}

interface ProcessKeys {
  /** The menu of the row under the pointer. */
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  /** Menu and folding of the row that is gone to. @returns whether the key was one of these. */
  readonly onKeyFirst: (event: KeyboardEvent<HTMLElement>, idOf: (key: RowKey) => string) => boolean;
}

/** How far right of a row's left edge its menu opens. CSS pixels. */
const INSET = 24;

/** The menu by the menu key, Shift and F10, or M; left and right fold and unfold (WAI-ARIA, "Treegrid Pattern"). */
export function useProcessKeys({ rows, marks, isTree, fold }: Table): ProcessKeys {
  const { store } = useRunFrame();
  const openMenu = (event: KeyboardEvent<HTMLElement>, idOf: (key: RowKey) => string): boolean => {
    const index = rows[marks.place]?.row.index;
    if (!isMenuKey(event) || index === undefined) return false;
    event.preventDefault();
    const own = event.currentTarget.getBoundingClientRect();
    const row = document.getElementById(idOf(index))?.getBoundingClientRect();
    store
      .getState()
      .openMenu({ index, x: own.left + INSET, y: row?.bottom ?? own.top + INSET, from: event.currentTarget });
    return true;
  };
  const unfold = (event: KeyboardEvent<HTMLElement>): boolean => {
    const one = rows[marks.place];
    if (!isTree || one === undefined || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return false;
    event.preventDefault();
    const { parent, index } = one.row;
    if (event.key === 'ArrowLeft' && one.isOpen !== true) {
      if (parent !== undefined) store.getState().select(parent);
    } else if (one.isOpen === (event.key === 'ArrowLeft')) fold(index);
    return true;
  };
  return {
    onContextMenu: (event) => {
      event.preventDefault();
      const under = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-process]') : null;
      if (under === null) return;
      const index = Number(under.dataset['process']);
      store.getState().select(index);
      store.getState().openMenu({ index, x: event.clientX, y: event.clientY, from: event.currentTarget });
    },
    onKeyFirst: (event, idOf) => openMenu(event, idOf) || unfold(event),
  };
}

function isMenuKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return true;
  return key === 'm' && !ctrlKey && !metaKey && !altKey;
}
