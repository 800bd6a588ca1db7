import { describe, expect, it } from 'vitest';
import { comparing, type Sorting } from '../../../../../src/renderer/run-view/grid/columns';
import { figureOf } from '../../../../../src/renderer/run-view/selectors/process-figures';
import { type TableRow, type TableView, tableRows } from '../../../../../src/renderer/run-view/selectors/process-table';
import { columnsOf } from '../../../../../src/renderer/run-view/table/ProcessColumns';
import { defaultProcessColumns, processColumns } from '../../../../../src/shared/process-columns';
import { modelFrom } from '../../../../support/renderer/recording-from';

const model = modelFrom(`
  0    start 100 main
  10   start 101 b <100
  20   start 102 a <100
  30   start 103 c <102
  500  sample 101 cpu=10 rss=1000
  600  sample 102 cpu=20 rss=2000
  700  sample 103 cpu=5 rss=4000
  1000 sample 102 cpu=80 rss=9000
  1200 exit 101 0
`);

const columns = columnsOf(processColumns, { model, isTree: true, onFold: () => undefined });
const by = (column: string, isDescending: boolean) => comparing(columns, { column, isDescending } satisfies Sorting);

const rowsOf = (view: Partial<TableView>): readonly TableRow[] =>
  tableRows(model, {
    matches: () => true,
    compare: undefined,
    isTree: true,
    folded: new Set(),
    span: undefined,
    ...view,
  });
const names = (view: Partial<TableView>) =>
  rowsOf(view).map(({ row, depth, isContext }) => `${'.'.repeat(depth)}${row.name}${isContext ? '?' : ''}`);

describe('the table of processes', () => {
  it('is a tree in order of start', () => {
    expect(names({})).toEqual(['main', '.b', '.a', '..c']);
  });

  it('keeps the tree while it is sorted', () => {
    expect(names({ compare: by('name', false) })).toEqual(['main', '.a', '..c', '.b']);
  });

  it('is one list where the tree is off', () => {
    expect(names({ isTree: false, compare: by('name', true) })).toEqual(['main', 'c', 'b', 'a']);
  });

  it('has what is not known last, in either direction', () => {
    expect(names({ isTree: false, compare: by('cpu', true) })).toEqual(['a', 'c', 'main', 'b']);
    expect(names({ isTree: false, compare: by('cpu', false) })).toEqual(['c', 'a', 'main', 'b']);
  });

  it('keeps the parents of what fits, as context', () => {
    expect(names({ matches: ({ name }) => name === 'c' })).toEqual(['main?', '.a?', '..c']);
  });

  it('folds a subtree into one row that shows its sums', () => {
    const rows = rowsOf({ folded: new Set([2]) });
    expect(rows.map(({ row, isOpen }) => [row.name, isOpen])).toEqual([
      ['main', true],
      ['b', undefined],
      ['a', false],
    ]);
    const folded = rows[2];
    if (folded === undefined) throw new Error('No row');
    expect(figureOf(folded, 'cpu')).toBe(85);
    expect(figureOf(folded, 'rss')).toBe(13_000);
    expect(names({ folded: new Set([0]) })).toEqual(['main']);
  });

  it('speaks of a span alone where one is selected', () => {
    const span = { from: 700, to: 1000 };
    const rows = rowsOf({ span });
    expect(rows.map(({ row }) => row.name)).toEqual(['main', 'b', 'a', 'c']);
    expect(rowsOf({ span: { from: 1300, to: 1400 } }).map(({ row }) => row.name)).toEqual(['main', 'a', 'c']);
    const [, , a] = rows;
    if (a === undefined) throw new Error('No row');
    expect(figureOf(a, 'cpu')).toBe(80);
    expect(figureOf(a, 'cpuTime')).toBe(240);
    expect(figureOf(a, 'rss')).toBe(9000);
    // How often it was switched is known of its whole life alone.
    expect(figureOf(a, 'voluntary')).toBeUndefined();
  });

  it('has the name and what was chosen, in the order of the table', () => {
    const chosen = columnsOf(['exit', 'pid'], { model, isTree: true, onFold: () => undefined });
    expect(chosen.map(({ id }) => id)).toEqual(['name', 'pid', 'exit']);
    expect(columns.map(({ id }) => id)).toEqual(['name', ...processColumns]);
    expect(defaultProcessColumns.every((column) => processColumns.includes(column))).toBe(true);
  });
});
