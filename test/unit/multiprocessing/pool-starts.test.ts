import { describe, expect, it } from 'vitest';
import { playPool } from './play-pool';

describe('pool state, before anybody needs a worker', () => {
  const careful = { size: 3, startsAtOnce: 1 };

  it('starts one, and the others when it is ready or their time has come', () => {
    expect(playPool('ready 1', careful)).toEqual(['plan 2 1']);
    expect(playPool('ready 1\ndue 2\nready 2', careful)).toEqual(['plan 2 1', 'start 2', 'plan 3 1']);
    expect(playPool('due 2\ndue 3\nready 1', careful)).toEqual(['start 2', 'start 3']);
  });

  it('starts none while the first has something to do', () => {
    const script = 'submit 1\nready 1\nbegin 1 1\nreturn 1 1';
    expect(playPool(script, careful)).toEqual(['assign 1 1', 'plan 2 1']);
  });

  it('starts those that are needed at once', () => {
    expect(playPool('submit 1', careful)).toEqual([]);
    expect(playPool('submit 1\nsubmit 2\nsubmit 3\nsubmit 4', careful)).toEqual(['start 2', 'start 3']);
  });

  it('starts another where the first dies before it is ready', () => {
    expect(playPool('crash 1', careful)).toEqual(['plan 2 1', 'plan 4 100']);
  });

  it('sends no task past it to where it would wait', () => {
    expect(() => playPool('submit 1\nlater 2', careful)).toThrow('Task 2 need not wait');
  });

  it('starts nobody for nothing when it closes', () => {
    expect(playPool('close\nready 1', careful)).toEqual(['dismiss 1']);
  });
});
