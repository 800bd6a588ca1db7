import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListedRecording } from '../../shared/recording';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { everyRun, findRuns, type RunQuery } from './find-runs';
import { tellRemoved } from './RemovedNotice';

/** Chosen at once: more curves are not told apart. */
const MOST_COMPARED = 24;

/** What the page of recordings shows, and what can be done with it. */
export interface RunsPageState {
  /** `undefined` until the first list came. */
  readonly all: readonly ListedRecording[] | undefined;
  readonly found: readonly ListedRecording[];
  readonly query: RunQuery;
  readonly ask: (change: Partial<RunQuery>) => void;
  /** The row with the cursor. */
  readonly current: ListedRecording | undefined;
  readonly moveTo: (path: string) => void;
  readonly chosen: ReadonlySet<string>;
  readonly choose: (paths: ReadonlySet<string>) => void;
  /** Removes what is chosen, else the row with the cursor. */
  readonly remove: () => void;
  /** Puts what is chosen, else the row with the cursor, beside what is compared already. */
  readonly compare: () => void;
}

export function useRunsPage(): RunsPageState {
  const { t } = useTranslation();
  const all = useData(({ recordings }) => recordings);
  const [query, setQuery] = useState(everyRun);
  const [cursor, setCursor] = useState<string>();
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => findRuns(all ?? [], query, (cause) => t(`cause.${cause}`)), [all, query, t]);
  const current = found.find(({ path }) => path === cursor) ?? found[0];
  // What a filter hides, or is gone, is not chosen any more: nobody removes what they do not see.
  const seen = useMemo(
    () => new Set(found.filter(({ path }) => chosen.has(path)).map(({ path }) => path)),
    [found, chosen],
  );
  const removePaths = useRemove();
  const remove = useCallback(() => {
    const paths = seen.size > 0 ? [...seen] : current === undefined ? [] : [current.path];
    const next = current === undefined ? undefined : neighbourOf(found, current, new Set(paths));
    void removePaths(paths).then((isDone) => {
      if (!isDone) return;
      choose(new Set());
      setCursor(next?.path);
    });
  }, [seen, current, found, removePaths]);
  const actions = useActions();
  const compare = useCallback(() => {
    const paths = seen.size > 0 ? [...seen] : current === undefined ? [] : [current.path];
    void actions.compare(paths.slice(0, MOST_COMPARED));
  }, [seen, current, actions]);
  const ask = useCallback((change: Partial<RunQuery>) => setQuery((before) => ({ ...before, ...change })), []);
  return { all, found, query, ask, current, moveTo: setCursor, chosen: seen, choose, remove, compare };
}

function useRemove(): (paths: readonly string[]) => Promise<boolean> {
  const { t } = useTranslation(['runs', 'app']);
  const actions = useActions();
  return useCallback(
    async (paths) => {
      const isDone = await actions.remove(paths);
      if (isDone)
        tellRemoved({
          message: t('runs:removed', { count: paths.length }),
          undo: t('runs:undo'),
          close: t('app:close'),
          onUndo: () => void actions.undoRemove(paths),
        });
      return isDone;
    },
    [actions, t],
  );
}

/** The row that gets the cursor when these go: the next one that stays, else the one before. */
function neighbourOf(
  rows: readonly ListedRecording[],
  current: ListedRecording,
  gone: ReadonlySet<string>,
): ListedRecording | undefined {
  const at = rows.indexOf(current);
  const stays = ({ path }: ListedRecording) => !gone.has(path);
  return rows.slice(at).find(stays) ?? rows.slice(0, at).findLast(stays);
}
