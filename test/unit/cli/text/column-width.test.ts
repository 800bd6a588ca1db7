import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { columnWidth } from '../../../../src/main/cli/text/column-width';
import { texts } from '../../../../src/shared/locales';

function sentencesOf(node: unknown): string[] {
  return typeof node === 'string' ? [node] : Object.values(node as object).flatMap(sentencesOf);
}

describe('columnWidth', () => {
  it.each([
    ['', 0],
    ['python3', 7],
    ['├ worker-1 · 41 ms – …', 22],
    ['进程，已结束。', 14],
    ['ﾊﾝｶｸ ＦＵＬＬ', 13],
    ['한국어', 6],
    ['e\u0301', 1],
    ['\u200B\u200D', 0],
    ['🚀 ✅ ❤️', 8],
    ['👨‍👩‍👧', 2],
    ['𠮷野家', 6],
  ])('of "%s" is %i', (text, width) => {
    expect(columnWidth(text)).toBe(width);
  });

  it('agrees with string-width on every text of the program', () => {
    for (const text of sentencesOf(texts)) expect([text, columnWidth(text)]).toEqual([text, stringWidth(text)]);
  });
});
