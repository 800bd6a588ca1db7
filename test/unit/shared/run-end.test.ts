import { expect, it } from 'vitest';
import { endKeyOf } from '../../../src/shared/run-end';
import { modelOf, runEnded } from '../../support/run-events';

it('tells a recording that was cut off from a run that lost its watcher', () => {
  const lost = { type: 'notice', t: 9, level: 'error', id: 'companion-lost', values: { remark: '' } } as const;
  const end = runEnded(10, { exitCode: null, reason: 'companion-lost' });
  expect(endKeyOf(modelOf(end))).toBe('cut-off');
  expect(endKeyOf(modelOf(lost, end))).toBe('companion-lost');
  expect(endKeyOf(modelOf(runEnded(10, { exitCode: 0 })))).toBeUndefined();
  expect(endKeyOf(modelOf(runEnded(10, { exitCode: 0, reason: 'timed-out' })))).toBe('timed-out');
  expect(endKeyOf(modelOf())).toBe('running');
});
