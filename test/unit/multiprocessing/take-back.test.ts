import { expect, it } from 'vitest';
import { playPool } from './play-pool';

it('takes waiting tasks back from a line in the order of their urgency, in which they will go on', () => {
  const inLine = 'ready 1\nsubmit 1\nbegin 1 1\nreturn 1 1 0.1\nsubmit 2\nbegin 1 2\nsubmit 3\nsubmit 4';
  const orders = playPool(`${inLine}\nlook`, { size: 1, policies: { 3: { priority: -5 } } });
  expect(orders.slice(-3)).toEqual(['ask 1 4', 'ask 1 3', 'look']);
});
