import { describe, expect, it } from 'vitest';
import { lockLines } from '../../../../../src/renderer/run-view/selectors/lock-lines';
import { queueLines } from '../../../../../src/renderer/run-view/selectors/queue-rows';
import { tableCounts } from '../../../../../src/renderer/run-view/selectors/table-counts';
import { taskRows } from '../../../../../src/renderer/run-view/selectors/task-rows';
import { waitLines } from '../../../../../src/renderer/run-view/selectors/wait-lines';
import { modelFrom } from '../../../../support/renderer/recording-from';

const model = modelFrom(`
  0   start 100 main
  1   start 101 worker-1 <100
  2   start 102 worker-2 <100
  5   pool P 100 2
  10  submit P 1
  11  submit P 2
  12  submit P 3
  13  submit P 4
  20  task P 1 101 80
  30  fail P 2 102 10
  50  open P 3 102
  60  depth Q 4
  70  depth Q 8
  80  depth Q 2
  90  wait 101 queue-get Q
  95  wait 102 lock L
  96  join 100 101
  200 out 100 hello
`);
model.apply({ type: 'lock-holder', t: 201, wait: 'lock', object: 'L', holderPid: 101, file: '/src/a.py', line: 7 });
model.apply({
  type: 'lock-tally',
  t: 202,
  pid: 101,
  wait: 'lock',
  object: 'L',
  acquires: 5,
  contended: 2,
  waitMs: 30,
  heldMs: 400,
});
model.apply({
  type: 'lock-tally',
  t: 203,
  pid: 102,
  wait: 'lock',
  object: 'L',
  acquires: 1,
  contended: 1,
  waitMs: 10,
  heldMs: 0,
});

const tasks = (view: Partial<Parameters<typeof taskRows>[1]> = {}) =>
  taskRows(model, { hidden: new Set(), search: '', span: undefined, ...view }).map(({ task }) => task);

describe('the table of tasks', () => {
  it('has those that run first, then those that wait, then the newest end', () => {
    expect(tasks()).toEqual([3, 4, 1, 2]);
  });

  it('is narrowed by state, by words and by a span', () => {
    expect(tasks({ hidden: new Set(['queued', 'finished']) })).toEqual([3, 2]);
    expect(tasks({ search: 'valueerror' })).toEqual([2]);
    expect(tasks({ search: '#4' })).toEqual([4]);
    expect(tasks({ span: { from: 45, to: 60 } })).toEqual([3, 4, 1]);
  });
});

describe('the table of queues', () => {
  it('has the tasks of pools and the queues, with who waits at them', () => {
    expect(queueLines(model, undefined)).toMatchObject([
      { kind: 'pool', name: 'P', depth: 1, peak: 4, puts: 4, gets: 3, consumers: 2 },
      { kind: 'queue', name: 'Q', depth: 2, peak: 8, getters: [{ pid: 101 }], putters: [] },
    ]);
  });

  it('speaks of a span alone where one is selected', () => {
    const [, queue] = queueLines(model, { from: 60, to: 80 });
    expect(queue).toMatchObject({ depth: 6, peak: 8, puts: undefined });
  });
});

describe('the tables of locks and waits', () => {
  it('add up what the processes told of a lock', () => {
    expect(lockLines(model)).toMatchObject([{ acquires: 6, contended: 3, waitMs: 40, heldMs: 400 }]);
  });

  it('say who waits for what, held by whom and where that took it', () => {
    expect(waitLines(model)).toMatchObject([
      { waiter: { name: 'worker-1' }, on: undefined, waited: 113 },
      { waiter: { name: 'worker-2' }, on: { name: 'worker-1' }, place: '/src/a.py:7', waited: 108 },
      { waiter: { name: 'main' }, on: { name: 'worker-1' }, place: undefined, waited: 107 },
    ]);
  });

  it('are counted on their tabs', () => {
    expect(tableCounts(model)).toEqual({ processes: 3, tasks: 4, queues: 2, locks: 1, waits: 3 });
  });
});
