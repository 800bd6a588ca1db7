import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../../src/main/cli/text/fit-text';
import { type Column, layTable } from '../../../../src/main/cli/text/table';

const columns: Column[] = [
  { title: 'process', align: 'left', maxWidth: 10 },
  { title: 'pid', align: 'right' },
  { title: 'verdict', align: 'left' },
];
const row = (...texts: string[]) => texts.map((text) => ({ text }));

describe('layTable', () => {
  it('aligns columns and lets the last one wrap under itself', () => {
    const verdict = 'Its parent ended before it and took it along.';
    expect(layTable(columns, [row('python3', '7', 'Ended well.'), row('└ Worker', '123', verdict)], 50)).toEqual([
      'process   pid  verdict',
      'python3     7  Ended well.',
      '└ Worker  123  Its parent ended before it and took',
      '               it along.',
    ]);
  });

  it('aligns Chinese, which takes two columns a character', () => {
    const [, first = '', second = ''] = layTable(columns, [row('工作', '7', '好'), row('worker', '7', 'ok')], 60);
    expect(widthOf(first.slice(0, first.indexOf('7')))).toBe(widthOf(second.slice(0, second.indexOf('7'))));
  });

  it('cuts a name that is wider than its column may be', () => {
    expect(layTable(columns, [row('a-very-long-name', '7', 'ok')], 60)[1]).toBe('a-very-lo…    7  ok');
  });

  it('puts the last column below its row where the others leave too little', () => {
    expect(layTable(columns, [row('python3', '7', 'It ended well.'), row('b', '8', 'ok')], 30)).toEqual([
      'process  pid',
      'python3    7',
      '    It ended well.',
      'b          8',
      '    ok',
    ]);
  });

  it('leaves out what can be spared, and no more, where the others alone are too wide', () => {
    const spared: readonly Column[] = [
      { title: 'name', align: 'left' },
      { title: 'lived', align: 'right', spare: 1 },
      { title: 'peak', align: 'right', spare: 2 },
      { title: 'verdict', align: 'left' },
    ];
    const cells = ['a-process', '1 s', '2 MB', 'It ended well.'].map((text) => ({ text }));
    const laid = (width: number) => layTable(spared, [cells], width)[0];
    expect([60, 26, 20, 12].map(laid)).toEqual([
      'name       lived  peak  verdict',
      'name       lived  peak',
      'name       lived',
      'name',
    ]);
  });

  it('paints after measuring', () => {
    const painted = [[{ text: 'a', paint: (text: string) => `<${text}>` }, { text: '1' }, { text: 'ok' }]];
    expect(layTable(columns, painted, 60)[1]).toBe('<a      >    1  ok');
  });
});
