import { expect, it } from 'vitest';
import { nameParts } from '../../../../../src/renderer/run-view/selectors/name-parts';

it('takes the number at the end of a name apart, with what joins it', () => {
  expect(nameParts('ForkPoolWorker-12')).toEqual(['ForkPoolWorker', '-12']);
  expect(nameParts('stage 2: resize #7')).toEqual(['stage 2: resize ', '#7']);
  expect(nameParts('python3')).toEqual(['python', '3']);
  expect(nameParts('main')).toEqual(['main', '']);
  expect(nameParts('4711')).toEqual(['4711', '']);
});
