import type { Handlers } from '../../shared/ipc/contract';
import type { ListedRecording } from '../../shared/recording';
import type { Milliseconds } from '../../shared/units';
import { RecordingError } from '../record/recording-error';
import type { RecordingShelf } from '../record/recording-shelf';
import type { RunDesk } from './run-desk';

/** A little longer than a recording must have been left alone to be taken for cut off, see `recover-recording.ts`. */
const LOOK_AGAIN: Milliseconds = 10_500;

interface ShelfHandlerParts {
  readonly desk: RunDesk;
  readonly shelf: () => Promise<RecordingShelf>;
  readonly onRecordingsChanged: () => void;
}

type ShelfCall =
  'listRecordings' | 'openRecording' | 'markRecording' | 'removeRecordings' | 'restoreRecordings' | 'recoverRecordings';

/** What a person does with recordings; each change is told to the page. */
export function shelfHandlers({ desk, shelf, onRecordingsChanged }: ShelfHandlerParts): Pick<Handlers, ShelfCall> {
  const change = async <Result>(act: (shelf: RecordingShelf) => Promise<Result>): Promise<Result> => {
    try {
      return await act(await shelf());
    } finally {
      onRecordingsChanged();
    }
  };
  const lookAgain = oneMoreLook(onRecordingsChanged);
  return {
    listRecordings: async () => lookAgain(await (await shelf()).list()),
    openRecording: (path) =>
      change(async (on) => {
        const runId = desk.show(await (await desk.service()).openRecording(path));
        // It is open: that it cannot be listed is no failure of that.
        await on.remember(path).catch(() => undefined);
        return runId;
      }),
    markRecording: (path, patch) =>
      change(async (on) => {
        await on.mark(path, patch);
        return undefined;
      }),
    removeRecordings: (paths) =>
      change(async (on) => {
        const running = new Set(desk.running.flatMap(({ path }) => (path === undefined ? [] : [path, `${path}.part`])));
        const used = paths.find((path) => running.has(path));
        if (used !== undefined)
          throw new RecordingError('in-use', used, { message: `Cannot remove ${used}: its run goes on` });
        await on.remove(paths);
        return undefined;
      }),
    restoreRecordings: (paths) =>
      change(async (on) => {
        await on.restore(paths);
        return undefined;
      }),
    recoverRecordings: (paths) =>
      change(async (on) => {
        const recovered: string[] = [];
        for (const path of paths) recovered.push(await on.recover(path));
        return recovered;
      }),
  };
}

/** Who starts again right after a crash finds a file that might still be written: the list is looked at once more. */
function oneMoreLook(onRecordingsChanged: () => void) {
  let isAsked = false;
  return (list: readonly ListedRecording[]): readonly ListedRecording[] => {
    if (!isAsked && list.some(({ isUnfinished, isCutOff }) => isUnfinished && !isCutOff)) {
      isAsked = true;
      setTimeout(onRecordingsChanged, LOOK_AGAIN).unref();
    }
    return list;
  };
}
