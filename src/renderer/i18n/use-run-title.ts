import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { shortTitleOf } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { demoTextsOf } from './demo-texts';

/** Names runs in sentences and lists: a demo by its words, anything else by its command line. */
export function useRunTitle(): (run: OpenRun) => string {
  const { t } = useTranslation(['app', 'demo']);
  return useCallback(
    ({ model, title }) => (model.started?.demo === undefined ? title : demoTextsOf(t, model.started.demo).title),
    [t],
  );
}

/** Names runs where there is little room, as their tabs do: a demo by its words, a command by its program or script. */
export function useRunName(): (run: OpenRun) => string {
  const titleOf = useRunTitle();
  return useCallback(
    (run) => {
      const { started } = run.model;
      const isWhole = started === undefined || started.demo !== undefined || started.shell;
      return isWhole ? titleOf(run) : shortTitleOf(started.argv);
    },
    [titleOf],
  );
}
