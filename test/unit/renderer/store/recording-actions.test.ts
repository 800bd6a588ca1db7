import { expect, it } from 'vitest';
import { createRecordingActions } from '../../../../src/renderer/store/recording-actions';
import { fakeBridge } from '../../../support/renderer/fake-bridge';

it('takes back what a notice tells of, not what was removed after it, and each removal once', async () => {
  const { bridge, calls } = fakeBridge();
  const actions = createRecordingActions({ bridge }, () => undefined);
  const restored = () => calls.flatMap(([call, paths]) => (call === 'restoreRecordings' ? [paths] : []));
  const [first, second, third] = [['/one'], ['/two', '/three'], ['/four']];
  for (const paths of [first, second, third]) await actions.remove(paths);
  await actions.undoRemove(first);
  expect(restored()).toEqual([first]);
  await actions.undoRemove(first);
  expect(restored()).toEqual([first]);
  await actions.undoRemove();
  await actions.undoRemove();
  await actions.undoRemove();
  expect(restored()).toEqual([first, third, second]);
});
