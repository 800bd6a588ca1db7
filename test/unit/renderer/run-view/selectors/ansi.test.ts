import { describe, expect, it } from 'vitest';
import { ansiPieces, plainText } from '../../../../../src/renderer/run-view/selectors/ansi';

describe('terminal escapes', () => {
  it('become colours of the theme', () => {
    expect(ansiPieces('a\u001b[31;1mred\u001b[0mb')).toEqual([
      { text: 'a', token: undefined, isBold: false },
      { text: 'red', token: '--js-bad-text', isBold: true },
      { text: 'b', token: undefined, isBold: false },
    ]);
  });

  it('are dropped where they say anything else', () => {
    expect(plainText('\u001b[2K\u001b[1Gprogress \u001b]8;;http://x\u0007link\u001b]8;;\u0007\u0007!')).toBe(
      'progress link!',
    );
  });

  it('of 256 and true colours do not colour by their parts', () => {
    expect(ansiPieces('\u001b[38;5;31mx\u001b[38;2;31;32;33my').map(({ token }) => token)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('leave a plain line as it is', () => {
    expect(ansiPieces('plain\ttext')).toEqual([{ text: 'plain\ttext', token: undefined, isBold: false }]);
  });
});
