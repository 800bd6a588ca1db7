import { describe, expect, it } from 'vitest';
import { Fifo } from '../../../src/main/multiprocessing/state/fifo';

describe('Fifo', () => {
  it('gives back in order over many more entries than it compacts at', () => {
    const line = new Fifo<number>();
    const taken: number[] = [];
    for (let entry = 0; entry < 10_000; entry += 1) {
      line.push(entry);
      if (entry % 3 !== 0) taken.push(line.shift() ?? -1);
    }
    taken.push(...line.drain());
    expect(taken).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(line.size).toBe(0);
    expect(line.shift()).toBeUndefined();
  });

  it('takes entries back to the front', () => {
    const line = new Fifo<string>();
    line.push('b');
    line.unshift('a');
    expect([line.peek(), line.size]).toEqual(['a', 2]);
    expect(line.drain()).toEqual(['a', 'b']);
  });
});
