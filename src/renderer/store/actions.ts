/** What a person can do, each once: buttons, keys, palette and menu all call these. */
import type { Fault } from '../../shared/outcome';
import { createAgainActions } from './again-actions';
import { createCompareActions } from './compare-actions';
import { createExportActions } from './export-actions';
import { createOpeningActions } from './opening-actions';
import { createRecordingActions } from './recording-actions';
import { createRunActions } from './run-actions';
import { createProcessActions } from './process-actions';
import type { Stores } from './stores';
import { createTourActions } from './tour-actions';
import { createViewActions } from './view-actions';

/** What was tried when it failed: a key below `trouble.` of the texts. */
export type Trouble = 'start' | 'open' | 'stop' | 'act' | 'close' | 'settings' | 'export' | 'recordings';

/** Shows a failure to the person. */
export type Tell = (trouble: Trouble, fault: Fault) => void;

/** Shows that a file was written. @param path the file, or the folder. */
export type TellWritten = (path: string) => void;

/** Shows that a text is on the clipboard. */
export type TellCopied = (text: string) => void;

interface Tellers {
  readonly tell: Tell;
  readonly tellWritten: TellWritten;
  readonly tellCopied: TellCopied;
}

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
