import { describe, expect, it } from 'vitest';
import type { Column } from '../../../../../src/renderer/run-view/grid/columns';
import { fileCells, tabbed } from '../../../../../src/renderer/run-view/grid/table-text';

interface Row {
  readonly name: string;
  readonly size: number | undefined;
}

const columns: readonly Column<Row>[] = [
  { id: 'name', title: 'Name', file: 'name', least: 1, share: 1, value: ({ name }) => name, text: ({ name }) => name },
  {
    id: 'size',
    title: 'Size',
    file: 'size_bytes',
    least: 1,
    share: 1,
    value: ({ size }) => size,
    text: ({ size }) => (size === undefined ? '–' : `${size} B`),
  },
];
const say = (key: string): string => key.toUpperCase();

describe('rows of a table', () => {
  it('go to the clipboard as they are read, tab-separated, with their headings', () => {
    const rows = [
      { name: 'a', size: 5 },
      { name: 'two\tlines\nlong', size: undefined },
    ];
    expect(tabbed(columns, rows, say)).toBe('NAME\tSIZE\na\t5 B\ntwo lines long\t–');
  });

  it('hold nothing that a spreadsheet would compute', () => {
    const rows = [
      { name: '=cmd()', size: -1 },
      { name: '-x', size: 1 },
    ];
    expect(tabbed(columns, rows, say)).toBe("NAME\tSIZE\n'=cmd()\t-1 B\n'-x\t1 B");
  });

  it('go to a file as exact values under headings of one language', () => {
    expect(fileCells(columns, [{ name: 'a', size: undefined }])).toEqual([
      ['name', 'size_bytes'],
      ['a', null],
    ]);
  });
});
