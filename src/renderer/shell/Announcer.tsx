import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RunId } from '../../shared/units';
import { useRunTitle } from '../i18n/use-run-title';
import { isRunning, runStateOf } from '../store/run-state';
import { useStores } from '../store/stores-context';

/** Tells a screen reader, politely, that a run began or ended. */
export function Announcer() {
  const { t } = useTranslation();
  const titleOf = useRunTitle();
  const { runs: runStore, view } = useStores();
  const runs = useStore(runStore.store, (state) => state.runs);
  const [words, setWords] = useState('');
  // A run's model changes in place, so what it was before has to be remembered here.
  const running = useRef<ReadonlySet<RunId>>(new Set());
  useEffect(() => {
    const before = running.current;
    running.current = new Set(runs.filter(isRunning).map(({ runId }) => runId));
    for (const run of runs) {
      const { runId, model } = run;
      const title = titleOf(run);
      const isNow = running.current.has(runId);
      if (isNow === before.has(runId)) continue;
      if (isNow) {
        setWords(t('announce.started', { title }));
        continue;
      }
      view.setState(({ stopping }) => ({ stopping: stopping.filter((id) => id !== runId) }));
      const state = t(`state.${runStateOf(run)}`);
      setWords(t('announce.ended', { title, state, time: model.now, count: model.processes.length }));
    }
  }, [runs, view, t, titleOf]);
  return (
    <div className="only-heard" role="status">
      {words}
    </div>
  );
}
