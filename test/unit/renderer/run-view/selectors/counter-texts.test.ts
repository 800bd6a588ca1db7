import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../../src/shared/events';
import { RunModel } from '../../../../../src/shared/model/run-model';
import { counterTexts } from '../../../../../src/renderer/run-view/selectors/counter-texts';

const started: RunEvent = { type: 'process-started', t: 0, pid: 7, ppid: 1, name: 'sh', seenBy: 'kernel' };
const exited: RunEvent = { type: 'process-exited', t: 9, pid: 7, code: 0, signal: null, seenBy: 'kernel' };
const sample = (row: object): RunEvent => ({ type: 'sample', t: 5, rows: [{ pid: 7, ...row }] });

function textsAfter(...events: readonly RunEvent[]) {
  const model = new RunModel();
  model.applyAll([started, ...events]);
  const [row] = model.processes;
  if (row === undefined) throw new Error('No process');
  return counterTexts(row);
}

describe('what the kernel counts, in words', () => {
  it('shows what was counted, 0 too', () => {
    const counted = {
      state: 'S',
      coreWaitMs: 1500,
      voluntary: 12,
      involuntary: 0,
      readBytes: 2_000_000,
      writtenBytes: 0,
    };
    expect(textsAfter(sample(counted))).toEqual({
      coreWait: { value: '1.5 s' },
      voluntary: { value: '12' },
      involuntary: { value: '0' },
      read: { value: '2 MB' },
      written: { value: '0 B' },
    });
  });

  it('says why a figure is missing, and never 0', () => {
    expect(textsAfter().read).toEqual({ absence: 'soon' });
    expect(textsAfter(exited).read).toEqual({ absence: 'never' });
    expect(textsAfter(sample({ state: 'S' })).voluntary).toEqual({ absence: 'unsupported' });
    expect(textsAfter(sample({ state: 'S', voluntary: 3, denied: ['io'] }))).toMatchObject({
      voluntary: { value: '3' },
      read: { absence: 'denied' },
      written: { absence: 'denied' },
    });
  });
});
