/** What a person can do, each once: buttons, keys, palette and menu all call these. */
import type { Fault } from '../../shared/outcome';
import { createOpeningActions } from './opening-actions';
import { createRunActions } from './run-actions';
import type { Stores } from './stores';
import { createViewActions } from './view-actions';

/** What was tried when it failed: a key below `trouble.` of the texts. */
export type Trouble = 'start' | 'open' | 'stop' | 'close' | 'settings';

/** Shows a failure to the person. */
export type Tell = (trouble: Trouble, fault: Fault) => void;

export function createActions(stores: Stores, tell: Tell) {
  const onView = createViewActions(stores, tell);
  return { ...onView, ...createOpeningActions(stores, tell, onView), ...createRunActions(stores, tell) };
}

export type Actions = ReturnType<typeof createActions>;
