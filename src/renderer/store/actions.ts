/** What a person can do, each once: buttons, keys, palette and menu all call these. */
import { createAgainActions } from './again-actions';
import { createCompareActions } from './compare-actions';
import { createExportActions } from './export-actions';
import { createOpeningActions } from './opening-actions';
import { createRecordingActions } from './recording-actions';
import { createRunActions } from './run-actions';
import { createProcessActions } from './process-actions';
import type { Stores } from './stores';
import type { Tellers } from './tellers';
import { createTourActions } from './tour-actions';
import { createViewActions } from './view-actions';

export function createActions(stores: Stores, { tell, tellWritten, tellCopied }: Tellers) {
  const onView = createViewActions(stores, tell);
  const opening = createOpeningActions(stores, tell, onView);
  return {
    ...onView,
    ...opening,
    ...createTourActions(stores, onView, opening),
    ...createAgainActions(stores, onView, opening),
    ...createRunActions(stores, tell),
    ...createRecordingActions(stores, tell),
    ...createExportActions(stores, tell, tellWritten),
    ...createCompareActions(stores, tell, tellWritten),
    ...createProcessActions(stores, tell, tellCopied),
  };
}

export type Actions = ReturnType<typeof createActions>;
