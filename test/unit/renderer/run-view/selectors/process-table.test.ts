import { describe, expect, it } from 'vitest';
import { type TableView, tableRows } from '../../../../../src/renderer/run-view/selectors/process-table';
import { modelFrom } from '../../../../support/renderer/recording-from';

const model = modelFrom(`
  0    start 100 main
  10   start 101 b <100
  20   start 102 a <100
  30   start 103 c <102
  500  sample 101 cpu=10
  600  sample 102 cpu=20
`);

const names = (view: Partial<TableView>) =>
  tableRows(model, { matches: () => true, sorting: undefined, isTree: true, ...view }).map(
    ({ row, depth, isContext }) => `${'.'.repeat(depth)}${row.name}${isContext ? '?' : ''}`,
  );

describe('the table of processes', () => {
  it('is a tree in order of start', () => {
    expect(names({})).toEqual(['main', '.b', '.a', '..c']);
  });

  it('keeps the tree while it is sorted', () => {
    expect(names({ sorting: { column: 'name', isDescending: false } })).toEqual(['main', '.a', '..c', '.b']);
  });

  it('is one list where the tree is off', () => {
    expect(names({ isTree: false, sorting: { column: 'name', isDescending: true } })).toEqual(['main', 'c', 'b', 'a']);
  });

  it('has what is not known last, in either direction', () => {
    expect(names({ isTree: false, sorting: { column: 'cpu', isDescending: true } })).toEqual(['a', 'b', 'main', 'c']);
    expect(names({ isTree: false, sorting: { column: 'cpu', isDescending: false } })).toEqual(['b', 'a', 'main', 'c']);
  });

  it('keeps the parents of what fits, as context', () => {
    expect(names({ matches: ({ name }) => name === 'c' })).toEqual(['main?', '.a?', '..c']);
  });
});
