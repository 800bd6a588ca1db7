import { expect, it } from 'vitest';
import { taskNumber } from '../../../src/shared/task-number';

it('numbers a task by its call, and a later chunk of one by its place there', () => {
  expect([0, 7, 2 ** 32 + 7, 12 * 2 ** 32 + 7].map(taskNumber)).toEqual(['0', '7', '7.1', '7.12']);
});
