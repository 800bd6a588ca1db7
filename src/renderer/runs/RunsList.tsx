import { type KeyboardEvent, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRowWindow } from '../run-view/use-row-window';
import { useActions } from '../store/stores-context';
import { RunRow, rowId } from './RunRow';
import { useMinutes } from './row-words';
import type { RunsPageState } from './use-runs-page';

const ROW_HEIGHT = 34;

interface RunsListProps {
  readonly page: RunsPageState;
  readonly onSearch: () => void;
  readonly onRename: () => void;
}

/** The rows, of which only those in sight are drawn. The list has the focus; a row has the cursor. */
export function RunsList({ page, onSearch, onRename }: RunsListProps) {
  const { t } = useTranslation('runs');
  const now = useMinutes();
  const { found, current, chosen } = page;
  const { ref, onScroll, first, end, page: rowsAPage, reveal } = useRowWindow(found.length, ROW_HEIGHT);
  const at = current === undefined ? -1 : found.indexOf(current);
  useEffect(() => reveal(Math.max(0, at)), [reveal, at]);
  const onKeyDown = useListKeys(page, { at, rowsAPage, onSearch, onRename });
  const toggle = (path: string): void => {
    const next = new Set(chosen);
    if (!next.delete(path)) next.add(path);
    page.choose(next);
  };
  return (
    <div
      ref={ref}
      className="runs-list"
      role="listbox"
      aria-multiselectable
      aria-label={t('list')}
      aria-activedescendant={at >= 0 ? rowId(at) : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div className="runs-rows" style={{ height: found.length * ROW_HEIGHT }}>
        {found.slice(first, end).map((entry, offset) => (
          <RunRow
            key={entry.path}
            entry={entry}
            now={now}
            index={first + offset}
            count={found.length}
            top={(first + offset) * ROW_HEIGHT}
            isCurrent={first + offset === at}
            isChosen={chosen.has(entry.path)}
            onPoint={() => page.moveTo(entry.path)}
            onToggle={() => toggle(entry.path)}
          />
        ))}
      </div>
    </div>
  );
}

interface ListKeysParts {
  readonly at: number;
  readonly rowsAPage: number;
  readonly onSearch: () => void;
  readonly onRename: () => void;
}

function useListKeys(
  page: RunsPageState,
  { at, rowsAPage, onSearch, onRename }: ListKeysParts,
): (event: KeyboardEvent) => void {
  const actions = useActions();
  const { found, current, chosen } = page;
  const go = (index: number): void => {
    const row = found[Math.min(Math.max(0, index), found.length - 1)];
    if (row !== undefined) page.moveTo(row.path);
  };
  const toggle = (): void => {
    if (current === undefined) return;
    const next = new Set(chosen);
    if (!next.delete(current.path)) next.add(current.path);
    page.choose(next);
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowUp: () => go(at - 1),
    ArrowDown: () => go(at + 1),
    PageUp: () => go(at - rowsAPage),
    PageDown: () => go(at + rowsAPage),
    Home: () => go(0),
    End: () => go(found.length - 1),
    Enter: () => {
      if (current !== undefined) void actions.openRecording(current.path);
    },
    ' ': toggle,
    Delete: page.remove,
    Backspace: page.remove,
    Escape: () => page.choose(new Set()),
    F2: onRename,
    '/': onSearch,
    c: page.compare,
    p: () => {
      if (current !== undefined) void actions.mark(current.path, { isPinned: !current.marks.isPinned });
    },
  };
  const withControl: Readonly<Record<string, () => void>> = {
    z: () => void actions.undoRemove(),
    a: () => page.choose(new Set(found.map(({ path }) => path))),
  };
  return (event) => {
    const act = (event.ctrlKey || event.metaKey ? withControl : keys)[event.key];
    if (act === undefined || event.altKey) return;
    event.preventDefault();
    act();
  };
}
