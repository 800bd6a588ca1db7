import { describe, expect, it } from 'vitest';
import { RunModel } from '../../../../src/shared/model/run-model';
import { taskRunOf, taskStateOf, taskWaitOf } from '../../../../src/shared/model/task-row';
import { modelFrom } from '../../../support/renderer/recording-from';

describe('the tasks of a run, one by one', () => {
  it('tell their worker, state, times and error', () => {
    const model = modelFrom(`
      0   start 101 worker-1
      1   pool P 100 1
      10  submit P 1
      12  submit P 2
      14  submit P 3
      20  task P 1 101 80
      110 fail P 2 101 5
    `);
    const [finished, failed] = model.endedTasks.entries;
    expect(finished).toMatchObject({ task: 1, label: 'job', pid: 101, outcome: 'finished', waitMs: 0, runMs: 80 });
    expect(failed).toMatchObject({ task: 2, outcome: 'failed', endedMs: 115, error: 'ValueError: bad' });
    const open = model.pools.get('P')?.openTasks.get(3);
    if (open === undefined) throw new Error('Expected task 3 to be open.');
    expect([taskStateOf(open), taskWaitOf(open, 200), taskRunOf(open, 200)]).toEqual(['queued', 186, undefined]);
  });

  it('wait again when their worker was lost, under their old label', () => {
    const model = new RunModel();
    const task = { pool: 'P', task: 7 } as const;
    model.apply({ type: 'task-submitted', t: 1, ...task, label: 'resize', items: 4 });
    model.apply({ type: 'task-started', t: 2, ...task, pid: 11 });
    model.apply({ type: 'task-lost', t: 5, ...task, pid: 11, code: null, signal: 'SIGKILL' });
    expect(model.endedTasks.entries).toMatchObject([{ outcome: 'lost', error: 'SIGKILL', waitMs: 1 }]);
    model.apply({ type: 'task-retried', t: 6, ...task, attempt: 2 });
    model.apply({ type: 'task-started', t: 9, ...task, pid: 12 });
    const again = model.pools.get('P')?.openTasks.get(7);
    expect(again).toMatchObject({ label: 'resize', items: 4, submittedMs: 6, startedMs: 9, pid: 12, attempts: 2 });
    expect(again === undefined ? '' : taskStateOf(again)).toBe('running');
  });

  it('are there too when only their start or their end was told', () => {
    const model = new RunModel();
    model.apply({ type: 'task-started', t: 3, pool: 'P', task: 1, pid: 11 });
    model.apply({ type: 'task-finished', t: 8, pool: 'P', task: 1, pid: 11, runMs: 5 });
    model.apply({ type: 'task-finished', t: 9, pool: 'P', task: 2, pid: 11, waitMs: 1, runMs: 2 });
    expect(model.endedTasks.entries).toMatchObject([
      { task: 1, startedMs: 3, runMs: 5, submittedMs: undefined, waitMs: undefined },
      { task: 2, waitMs: 1, runMs: 2 },
    ]);
    expect(model.pools.get('P')).toMatchObject({ finished: 2, inFlight: 0 });
  });

  it('count those that came too fast to be told one by one', () => {
    const model = new RunModel();
    const counts = { submitted: 100, started: 60, finished: 49, failed: 1, runMs: 100 };
    model.apply({ type: 'task-tally', t: 10, pool: 'P', ...counts });
    expect(model.pools.get('P')?.untold).toBe(100);
    expect(model.endedTasks.entries).toEqual([]);
  });
});
