import { describe, expect, it } from 'vitest';
import {
  ancestorsOf,
  groupKeyOf,
  type LaneGroup,
  laneRows,
  type LaneSort,
} from '../../../../../src/renderer/run-view/selectors/lane-rows';
import { timeIn } from '../../../../../src/renderer/run-view/selectors/lane-times';
import { modelFrom } from '../../../../support/renderer/recording-from';

const TEXT = `
  0   run python3 x.py
  0   start 100 main
  10  start 101 worker-10 <100
  20  start 102 worker-2 <100
  30  start 103 helper <101
  40  start 104 loner <100
  50  pool P 100 2
  60  task P 1 101 5
  70  task P 2 102 5
  300 exit 102 0
  400 exit 103 0
`;

interface Arranged {
  readonly sort?: LaneSort;
  readonly group?: LaneGroup;
  readonly foldedGroups?: readonly string[];
  readonly folded?: readonly number[];
}

function arranged({ sort = 'tree', group = 'none', foldedGroups = [], folded = [] }: Arranged) {
  return laneRows(modelFrom(TEXT), { sort, group, foldedGroups: new Set(foldedGroups) }, new Set(folded));
}

/** A line a lane: a group by its title and number, a process by its name, those folded below it, and its depth. */
function linesOf(given: Arranged): readonly string[] {
  return arranged(given).map((one) =>
    one.kind === 'group'
      ? `[${one.title} ${one.count}${one.isOpen ? '' : ' folded'}]`
      : `${'.'.repeat(one.depth)}${one.row.name}${one.below > 0 ? ` +${one.below}` : ''}`,
  );
}

describe('the order of lanes', () => {
  it('is the tree at first, and a folded process stands for all below it', () => {
    expect(linesOf({})).toEqual(['main', '.worker-10', '..helper', '.worker-2', '.loner']);
    expect(linesOf({ folded: [1] })).toEqual(['main', '.worker-10 +1', '.worker-2', '.loner']);
    expect(linesOf({ folded: [0] })).toEqual(['main +4']);
  });

  it('goes by start, by name as a person counts, and by end with those that live last', () => {
    expect(linesOf({ sort: 'start' })).toEqual(['main', 'worker-10', 'worker-2', 'helper', 'loner']);
    expect(linesOf({ sort: 'name' })).toEqual(['helper', 'loner', 'main', 'worker-2', 'worker-10']);
    expect(linesOf({ sort: 'end' })).toEqual(['worker-2', 'helper', 'main', 'worker-10', 'loner']);
  });
});

describe('groups of lanes', () => {
  it('are by parent, by pool or common name, and by cause of end', () => {
    expect(linesOf({ group: 'parent', sort: 'start' })).toEqual([
      '[ 1]',
      'main',
      '[main 100 3]',
      'worker-10',
      'worker-2',
      'loner',
      '[worker-10 101 1]',
      'helper',
    ]);
    expect(linesOf({ group: 'name' })).toEqual([
      '[main 1]',
      'main',
      '[P 2]',
      'worker-10',
      'worker-2',
      '[helper 1]',
      'helper',
      '[loner 1]',
      'loner',
    ]);
    expect(linesOf({ group: 'cause', sort: 'end' }).filter((line) => line.startsWith('['))).toEqual([
      '[unknown 2]',
      '[ 3]',
    ]);
  });

  it('are folded away one by one, and know who is in them', () => {
    expect(linesOf({ group: 'name', foldedGroups: ['name P'] })).toEqual([
      '[main 1]',
      'main',
      '[P 2 folded]',
      '[helper 1]',
      'helper',
      '[loner 1]',
      'loner',
    ]);
    const rows = arranged({ group: 'name' });
    expect([0, 1, 2, 3].map((index) => groupKeyOf(rows, index))).toEqual([
      'name main',
      'name P',
      'name P',
      'name helper',
    ]);
  });
});

describe('lanes', () => {
  it('know what stands above a process, the nearest first', () => {
    expect(ancestorsOf(modelFrom(TEXT), 3)).toEqual([1, 0]);
  });

  it('count how long each thing was done, within a stretch', () => {
    const model = modelFrom(`
      0   start 101 worker
      1   pool P 100 1
      100 task P 1 101 200
      400 wait 101 queue-get tasks
      500 waited 101 queue-get tasks 100
      600 wait 101 lock L
    `);
    const row = model.findProcess(101);
    if (row === undefined) throw new Error('Expected process 101');
    const whole = { from: 0, to: 900 };
    expect((['task', 'queue', 'lock', 'join'] as const).map((kind) => timeIn(row, kind, whole))).toEqual([
      200, 100, 300, 0,
    ]);
    expect(timeIn(row, 'task', { from: 150, to: 250 })).toBe(100);
  });
});
