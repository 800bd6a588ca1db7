import { describe, expect, it } from 'vitest';
import { cutText, padText, widthOf, wrapText } from '../../../../src/main/cli/text/fit-text';
import { printable } from '../../../../src/main/cli/text/printable';

describe('wrapText', () => {
  it('breaks at blanks and keeps words whole', () => {
    expect(wrapText('the parent ended before its child', 12)).toEqual(['the parent', 'ended before', 'its child']);
  });

  it('breaks Chinese between characters, and never begins a line with closing punctuation', () => {
    expect(wrapText('父进程先结束，子进程成为孤儿。', 12)).toEqual(['父进程先结', '束，子进程成', '为孤儿。']);
  });

  it('cuts what has no place to break', () => {
    expect(wrapText('/a/very/long/path', 6)).toEqual(['/a/ver', 'y/long', '/path']);
  });

  it('gives one empty line for no text, and ends also for a width of nothing', () => {
    expect(wrapText('', 10)).toEqual(['']);
    expect(wrapText('ab', 0)).toEqual(['a', 'b']);
  });

  it('never exceeds the width', () => {
    const text = 'SIGKILL：内存不足 out of memory（OOM）, 进程 4711 used 3.92 GB of 4 GB。';
    for (const width of [4, 7, 10, 23, 40]) {
      for (const line of wrapText(text, width)) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(wrapText(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    }
  });
});

describe('cutText and padText', () => {
  it('cut to columns, not characters', () => {
    expect(cutText('工作进程一', 6)).toBe('工作…');
    expect(widthOf(cutText('工作进程一', 6))).toBe(5);
    expect(cutText('python3', 7)).toBe('python3');
  });

  it('pad to columns', () => {
    expect(padText('进程', 6, 'left')).toBe('进程  ');
    expect(padText('41', 4, 'right')).toBe('  41');
  });
});

describe('printable', () => {
  it('leaves nothing that a terminal would obey', () => {
    expect(printable('a\u001B[2Jb\u009B1mc\u202Ed\n  e')).toBe('a\uFFFD[2Jb\uFFFD1mc\uFFFDd   e');
  });
});
