import { describe, expect, it } from 'vitest';
import { isUnjoined, unjoinedUntil } from '../../../../../src/shared/picture/exit';
import { shapesOf, spanAt } from '../../../../../src/shared/picture/lane-layout';
import { lanePicture } from '../../../../../src/renderer/run-view/selectors/lane-picture';
import { laneRows } from '../../../../../src/renderer/run-view/selectors/lane-rows';
import type { RunModel } from '../../../../../src/shared/model/run-model';
import { modelFrom } from '../../../../support/renderer/recording-from';

const TREE = { sort: 'tree', group: 'none', foldedGroups: new Set<string>() } as const;
const scale = { from: 0, to: 1000, left: 0, width: 1000 };

function rowOf(model: RunModel, pid: number) {
  const row = model.findProcess(pid);
  if (row === undefined) throw new Error(`No process ${pid}`);
  return row;
}

describe('shapes of a lane', () => {
  it('lie where their spans lie, waits above tasks', () => {
    const model = modelFrom(`
      0   start 101 worker
      1   pool P 100 1
      100 task P 1 101 200
      400 wait 101 queue-get tasks
      500 waited 101 queue-get tasks 100
      600 wait 101 lock L
    `);
    expect(shapesOf(rowOf(model, 101), scale, 900)).toMatchObject([
      { kind: 'task', x: 100, width: 200 },
      { kind: 'queue', x: 400, width: 100 },
      { kind: 'lock', x: 600, width: 300 },
    ]);
  });

  it('are never more than pixels, and say how many spans they stand for', () => {
    const tasks = Array.from({ length: 3000 }, (_, place) => `${place / 3} task P ${place} 101 0.3`);
    const model = modelFrom(['0 start 101 worker', ...tasks].join('\n'));
    const shapes = shapesOf(rowOf(model, 101), { ...scale, width: 200 }, 1000);
    expect(shapes.length).toBeLessThanOrEqual(200);
    expect(shapes.reduce((sum, { count }) => sum + count, 0)).toBe(3000);
  });

  it('do not swallow a task that failed', () => {
    const model = modelFrom(`
      0     start 101 worker
      100   task P 1 101 0.2
      100.3 fail P 2 101 0.2
      100.6 task P 3 101 0.2
    `);
    expect(shapesOf(rowOf(model, 101), scale, 200).map(({ kind }) => kind)).toEqual(['task', 'failed', 'task']);
  });

  it('are found by the moment, the shortest first', () => {
    const model = modelFrom(`
      0   start 101 worker
      100 wait 101 queue-get tasks
      200 task P 1 101 50
      400 waited 101 queue-get tasks 300
    `);
    const row = rowOf(model, 101);
    expect(spanAt(row, 220, 0)?.kind).toBe('task');
    expect(spanAt(row, 300, 0)?.kind).toBe('queue-get');
    expect(spanAt(row, 500, 0)).toBeUndefined();
  });
});

describe('the picture of the lanes', () => {
  const text = `
    0   run python3 x.py
    0   start 100 main
    10  start 101 first <100
    20  start 102 second <100
    30  start 103 grandchild <101
    300 exit 101 0
    400 join 100 101
    410 joined 100 101 10
    500 exit 102 SIGKILL
    900 sample 100 cpu=1
  `;
  const pictureOf = (model: RunModel, scrollTop = 0) =>
    lanePicture(model, laneRows(model, TREE, new Set()), { scale, rowHeight: 30, scrollTop, height: 120 });

  it('has children below their parents', () => {
    expect(pictureOf(modelFrom(text)).lanes.map(({ name, depth }) => [name, depth])).toEqual([
      ['main', 0],
      ['first', 1],
      ['grandchild', 2],
      ['second', 1],
    ]);
  });

  it('shows until when an ended process lay unjoined', () => {
    const exits = pictureOf(modelFrom(text)).lanes.map(({ exit }) => exit);
    expect(exits[1]).toMatchObject({ x: 300, unjoinedTo: 410, isNeverJoined: false, tone: 'ok' });
    expect(exits[3]).toMatchObject({ x: 500, unjoinedTo: 900, isNeverJoined: true, status: 'SIGKILL', tone: 'early' });
  });

  it('leads an arrow from the child to the one that joined it', () => {
    expect(pictureOf(modelFrom(text)).arrows).toEqual([{ x: 410, fromY: 45, toY: 15, isFinished: true }]);
  });

  it('holds only the lanes in sight', () => {
    expect(pictureOf(modelFrom(text), 60).lanes.map(({ name, y }) => [name, y])).toEqual([
      ['grandchild', 15],
      ['second', 45],
    ]);
  });
});

describe('an unjoined end', () => {
  it('lasts at most until the parent ends too', () => {
    const model = modelFrom(`
      0   run python3 x.py
      0   start 100 main
      10  start 101 child <100
      300 exit 101 0
      500 exit 100 0
      900 end 0
    `);
    expect(unjoinedUntil(model, rowOf(model, 101))).toBe(500);
    expect(isUnjoined(model, rowOf(model, 101))).toBe(false);
  });

  it('is not said of the command itself, which Joinscope collects', () => {
    const model = modelFrom(`
      0   start 100 main
      500 exit 100 0
      900 end 0
    `);
    expect(unjoinedUntil(model, rowOf(model, 100))).toBeUndefined();
  });

  it('is not claimed where joins cannot be seen', () => {
    const model = modelFrom(`
      0   start 100 main
      10  start 101 child <100
      300 exit 101 0
      900 sample 100 cpu=1
    `);
    expect(unjoinedUntil(model, rowOf(model, 101))).toBeUndefined();
  });
});
