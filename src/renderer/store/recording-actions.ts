import type { MarksPatch } from '../../shared/recording';
import type { Tell } from './tellers';
import type { Stores } from './stores';

/** What a person does with recordings; main tells when the list has changed. */
export function createRecordingActions({ bridge }: Pick<Stores, 'bridge'>, tell: Tell) {
  /** What was removed last comes last. */
  const removed: (readonly string[])[] = [];
  return {
    mark: async (path: string, patch: MarksPatch): Promise<void> => {
      const marked = await bridge.call.markRecording(path, patch);
      if (!marked.ok) tell('recordings', marked.fault);
    },

    /** @returns false when nothing can be brought back, because it failed. */
    remove: async (paths: readonly string[]): Promise<boolean> => {
      if (paths.length === 0) return false;
      const done = await bridge.call.removeRecordings(paths);
      if (done.ok) removed.push(paths);
      else tell('recordings', done.fault);
      return done.ok;
    },

    /** Brings back what was removed together, the last unless given; does nothing when nothing was. */
    undoRemove: async (which = removed.at(-1)): Promise<void> => {
      const place = which === undefined ? -1 : removed.indexOf(which);
      const [paths] = place === -1 ? [] : removed.splice(place, 1);
      if (paths === undefined) return;
      const done = await bridge.call.restoreRecordings(paths);
      if (!done.ok) tell('recordings', done.fault);
    },

    recover: async (paths: readonly string[]): Promise<void> => {
      const done = await bridge.call.recoverRecordings(paths);
      if (!done.ok) tell('recordings', done.fault);
    },
  };
}
