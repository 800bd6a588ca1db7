import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparableRun } from '../../shared/compare/comparable-run';
import { type Comparison, compareRuns } from '../../shared/compare/comparison';
import { distinctLabels } from '../../shared/compare/distinct-labels';
import { demoTextsOf } from '../i18n/demo-texts';
import { useData, useView } from '../store/hooks';

/** One of the runs as the page shows it. */
export interface ComparedRow {
  readonly path: string;
  readonly label: string;
  /** `undefined` while it is read. */
  readonly run: ComparableRun | undefined;
}

export interface ComparisonState {
  readonly rows: readonly ComparedRow[];
  /** Those that are read, by the names and numbers of workers that the person gave. */
  readonly runs: readonly ComparableRun[];
  /** Of the runs that are read; `undefined` while there is none. */
  readonly comparison: Comparison | undefined;
}

/** What is compared now. */
export function useComparison(): ComparisonState {
  const { t, i18n } = useTranslation(['app', 'demo']);
  const compared = useView((view) => view.compared);
  const recordings = useData((data) => data.recordings);
  return useMemo(() => {
    const listed = new Map((recordings ?? []).map((entry) => [entry.path, entry]));
    const named = compared.map(({ path, run }) => {
      const entry = listed.get(path);
      const name = entry?.marks.name ?? '';
      const title = entry?.title ?? run?.facts.label ?? path.split(/[\\/]/).at(-1) ?? path;
      return {
        label: name === '' ? demoTextsOf(t, title).title : name,
        startedAt: run?.startedAt ?? entry?.startedAt,
      };
    });
    const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'medium' });
    const labels = distinctLabels(named, (moment) => clock.format(moment));
    const rows = compared.map(({ path, run, workers }, place): ComparedRow => {
      const label = labels[place] ?? path;
      if (run === undefined) return { path, label, run };
      return { path, label, run: { ...run, facts: { ...run.facts, label, workers: workers ?? run.facts.workers } } };
    });
    const runs = rows.flatMap(({ run }) => run ?? []);
    return { rows, runs, comparison: runs.length === 0 ? undefined : compareRuns(runs.map(({ facts }) => facts)) };
  }, [compared, recordings, t, i18n.language]);
}
