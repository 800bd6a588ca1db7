import { describe, expect, it } from 'vitest';
import { laneMomentAt } from '../../../../../src/renderer/run-view/selectors/lane-moment';
import { laneRows } from '../../../../../src/renderer/run-view/selectors/lane-rows';
import { modelFrom } from '../../../../support/renderer/recording-from';

const model = modelFrom(`
  0    run python3 pool.py
  100  start 100 main
  200  start 101 worker <100
  300  pool P 100 1
  400  submit P 1
  500  open P 1 101
  900  fail P 1 101 400
`);
const view = { sort: 'tree', group: 'none', foldedGroups: new Set<string>(), atGroup: undefined, find: '' } as const;
const worker = laneRows(model, view, new Set()).find((row) => row.kind === 'process' && row.row.pid === 101);
/** A pixel is ten milliseconds, and the picture begins at 50. */
const scale = { from: 0, to: 1000, left: 50, width: 100 };
const at = (x: number) => laneMomentAt(worker, { x, scale });

describe('the mark of a lane that is pointed at', () => {
  it('is the nearest: a start, the begin or the end of a task', () => {
    expect(at(50 + 22)).toBe(200);
    expect(at(50 + 47)).toBe(500);
    expect(at(50 + 93)).toBe(900);
  });

  it('is none in the midst of a task, far from all of them, and in a group', () => {
    expect(at(50 + 70)).toBeUndefined();
    expect(at(50 + 5)).toBeUndefined();
    expect(laneMomentAt(undefined, { x: 70, scale })).toBeUndefined();
  });
});
