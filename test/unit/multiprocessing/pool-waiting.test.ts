import { describe, expect, it } from 'vitest';
import { playPool } from './play-pool';

describe('pool state, tasks that wait outside', () => {
  it('come in the order in which all were submitted, and by their priority', () => {
    const policies = { 5: { priority: 1 }, 8: { priority: -1 } };
    const script = `
      submit 1 0
      submit 2 1
      later 3 2
      later 4 3
      submit 5 4
      submit 6 5
      later 7 6
      submit 8 7
      later 9 1500
      ready 1
      ${[5, 1, 2, 3, 4, 6, 7, 8].map((task) => `begin 1 ${task}\nreturn 1 ${task}`).join('\n')}
    `;
    const assigned = playPool(script, { size: 1, policies }).filter((order) => order.startsWith('assign'));
    expect(assigned.map((order) => order.split(' ')[2]).join(' ')).toBe('5 1 2 3 4 6 7 8 9');
  });

  it('are failed with the others, and are waited for by a pool that closes', () => {
    const waiting = 'submit 1\nsubmit 2\nlater 3\n';
    expect(playPool(`${waiting}terminate`, { size: 1 })).toEqual([
      'fail 1 terminated',
      'fail 2 terminated',
      'fail 3 terminated',
      'end 1',
    ]);
    const rest = [1, 2, 3].map((task) => `begin 1 ${task}\nreturn 1 ${task}`).join('\n');
    expect(playPool(`${waiting}close\nready 1\n${rest}\nexit 1`, { size: 1 })).toEqual([
      'assign 1 1',
      'assign 1 2',
      'assign 1 3',
      'dismiss 1',
      'finish',
    ]);
  });
});
