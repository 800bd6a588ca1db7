import { describe, expect, it } from 'vitest';
import { LineSplitter } from '../../../src/main/record/line-splitter';

function splitAll(pieces: readonly string[], maxLength = 10): (string | undefined)[] {
  const splitter = new LineSplitter(maxLength);
  return pieces.flatMap((piece) => splitter.push(piece));
}

describe('LineSplitter', () => {
  it('joins a line that comes in pieces', () => {
    expect(splitAll(['ab', 'c\nd', '', 'e\n', '\n'])).toEqual(['abc', 'de', '']);
  });

  it('takes the line end of Windows', () => {
    expect(splitAll(['ab\r\ncd\r\n'])).toEqual(['ab', 'cd']);
  });

  it('keeps what has not ended as the rest', () => {
    const splitter = new LineSplitter(10);
    splitter.push('ab\ncd');
    expect(splitter.rest).toBe('cd');
  });

  it('gives a hole for a line that is too long, however it is cut, and the lines after it', () => {
    const long = 'x'.repeat(25);
    expect(splitAll([`a\n${long}\nb\n`])).toEqual(['a', undefined, 'b']);
    expect(splitAll(['a\n', long.slice(0, 9), long.slice(9), '\nb\n'])).toEqual(['a', undefined, 'b']);
    expect(splitAll(Array.from(`a\n${long}\nb\n`))).toEqual(['a', undefined, 'b']);
  });
});
