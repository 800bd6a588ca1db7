import { afterEach, describe, expect, it, vi } from 'vitest';
import { RunDesk } from '../../../src/main/app/run-desk';
import { shelfHandlers } from '../../../src/main/app/shelf-handlers';
import type { RecordingShelf } from '../../../src/main/record/recording-shelf';
import { listed } from '../../support/renderer/listed-recording';

afterEach(() => void vi.useRealTimers());

function handlersOf(list: readonly ReturnType<typeof listed>[]) {
  vi.useFakeTimers();
  const onRecordingsChanged = vi.fn();
  const unused = () => undefined;
  const load = () => Promise.reject(new Error('Expected no run'));
  const desk = new RunDesk({ load, onBatch: unused, onForgotten: unused, onRecordingsChanged: unused });
  const shelf = { list: () => Promise.resolve(list) } as unknown as RecordingShelf;
  const handlers = shelfHandlers({ desk, shelf: () => Promise.resolve(shelf), onRecordingsChanged });
  return { list: async () => handlers.listRecordings(), onRecordingsChanged };
}

describe('the list of recordings', () => {
  it('is looked at once more when one of it might still be written, so that a crash just now is offered for recovery', async () => {
    const { list, onRecordingsChanged } = handlersOf([listed({ isUnfinished: true, isCutOff: false })]);
    await list();
    expect(onRecordingsChanged).not.toHaveBeenCalled();
    vi.advanceTimersByTime(11_000);
    expect(onRecordingsChanged).toHaveBeenCalledOnce();
    await list();
    vi.advanceTimersByTime(60_000);
    expect(onRecordingsChanged).toHaveBeenCalledOnce();
  });

  it('is not looked at again when each is closed or known to be cut off', async () => {
    const { list, onRecordingsChanged } = handlersOf([listed({}), listed({ isUnfinished: true, isCutOff: true })]);
    await list();
    vi.advanceTimersByTime(60_000);
    expect(onRecordingsChanged).not.toHaveBeenCalled();
  });
});
