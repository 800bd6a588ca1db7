import type { KeyboardEvent, MouseEvent } from 'react';
import { useRunFrame } from '../run-context';
import type { TableRow } from '../selectors/process-table';

interface MenuOf {
  readonly rows: readonly TableRow[];
  /** Of the selected row; -1 for none. */
  readonly place: number;
  /** What the ids of the drawn rows begin with. */
  readonly id: string;
}

interface ProcessMenuHandlers {
  /** The menu of the row under the pointer. */
  readonly onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  /** The menu of the selected row: by the menu key, Shift and F10, or M. @returns whether the key was one of these. */
  readonly onMenuKey: (event: KeyboardEvent<HTMLElement>) => boolean;
}

/** How far right of a row's left edge its menu opens. CSS pixels. */
const INSET = 24;

export function useProcessMenu({ rows, place, id }: MenuOf): ProcessMenuHandlers {
  const { store } = useRunFrame();
  return {
    onContextMenu: (event) => {
      event.preventDefault();
      const under = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-process]') : null;
      if (under === null) return;
      const index = Number(under.dataset['process']);
      store.getState().select(index);
      store.getState().openMenu({ index, x: event.clientX, y: event.clientY, from: event.currentTarget });
    },
    onMenuKey: (event) => {
      const index = rows[place]?.row.index;
      if (!isMenuKey(event) || index === undefined) return false;
      event.preventDefault();
      const own = event.currentTarget.getBoundingClientRect();
      const row = document.getElementById(`${id}-${index}`)?.getBoundingClientRect();
      store
        .getState()
        .openMenu({ index, x: own.left + INSET, y: row?.bottom ?? own.top + INSET, from: event.currentTarget });
      return true;
    },
  };
}

function isMenuKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return true;
  return key === 'm' && !ctrlKey && !metaKey && !altKey;
}
