import { describe, expect, it } from 'vitest';
import { recordingTroubleOf } from '../../../../../src/renderer/run-view/selectors/recording-trouble';
import type { RunEvent } from '../../../../../src/shared/events';
import { RunModel } from '../../../../../src/shared/model/run-model';

const notice = (id: string): RunEvent => ({ type: 'notice', t: 1, level: 'warning', id });
const lost = (source: 'recording' | 'kernel'): RunEvent => ({ type: 'lost', t: 2, count: 3, source });
const troubleOf = (isLive: boolean, ...events: readonly RunEvent[]) => {
  const model = new RunModel();
  model.applyAll(events);
  return recordingTroubleOf(model, isLive);
};

describe('what went wrong with the recording of a run', () => {
  it('is the newest of its notices, and no other notice', () => {
    expect(troubleOf(true, notice('recording-full'), notice('recording-stopped'), notice('scanned'))).toMatchObject({
      notice: { id: 'recording-stopped' },
    });
    expect(troubleOf(true, notice('scanned'))).toBeUndefined();
  });

  it('is how many lines of a file are damaged, which nobody knows of one that is being written', () => {
    expect(troubleOf(false, lost('recording'))).toEqual({ kind: 'damaged', count: 3 });
    expect(troubleOf(true, lost('recording'))).toBeUndefined();
    expect(troubleOf(false, lost('kernel'))).toBeUndefined();
  });
});
