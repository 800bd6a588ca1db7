import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../../src/shared/model/figures';
import { hasEnded, type ProcessRow } from '../../../../src/shared/model/process-row';
import { RunModel } from '../../../../src/shared/model/run-model';
import { MAX_SPANS } from '../../../../src/shared/model/span-log';
import { eventsOf } from '../../diagnose/play-run';
import type { RunEvent } from '../../../../src/shared/events';

function modelOf(script: string, ...more: readonly RunEvent[]): RunModel {
  const model = new RunModel();
  model.applyAll([...eventsOf(script), ...more]);
  return model;
}

function rowOf(model: RunModel, pid: number): ProcessRow {
  const row = model.findProcess(pid);
  if (row === undefined) throw new Error(`No process ${pid}`);
  return row;
}

describe('processes', () => {
  it('lists a start once that the kernel, the parent and the program itself tell', () => {
    const model = new RunModel();
    const started = { type: 'process-started', pid: 10, ppid: 1, name: 'a' } as const;
    model.apply({ ...started, t: 1, seenBy: 'kernel', startTicks: 7 });
    model.apply({ ...started, t: 2, seenBy: 'probe' });
    model.apply({ type: 'process-exited', t: 3, pid: 10, code: 0, signal: null, seenBy: 'kernel' });
    model.apply({ ...started, t: 4, seenBy: 'probe' });
    model.apply({ ...started, t: 5, seenBy: 'kernel', startTicks: 8 });
    expect(model.listed.entries.map(({ type, t }) => `${type} ${t}`)).toEqual([
      'process-started 1',
      'process-exited 3',
      'process-started 5',
    ]);
  });

  it('are rows in order of start, with their parents', () => {
    const model = modelOf('0 start 10 python3\n1 start 11<10 python3\n2 start 12<11 python3');
    expect(model.processes.map(({ pid, index, parent }) => [pid, index, parent])).toEqual([
      [10, 0, undefined],
      [11, 1, 0],
      [12, 2, 1],
    ]);
    expect(model.root?.pid).toBe(10);
  });

  it('are one row when watcher and program both tell of a start, with the name the program gave', () => {
    const model = modelOf('0 start 10 python3\n1 start 11<10 python3\n2 named 11<10 Process-1 fork\n3 exec 11 sh');
    expect(model.processes).toHaveLength(2);
    expect(rowOf(model, 11)).toMatchObject({ name: 'Process-1', startMethod: 'fork', seenBy: 'kernel', startedMs: 1 });
  });

  it('are one row when the program tells of the start after the end', () => {
    const model = modelOf('0 start 10 python3\n1 start 11<10 python3\n2 exit 11 0\n3 named 11<10 Process-1');
    expect(model.processes).toHaveLength(2);
    expect(rowOf(model, 11).name).toBe('Process-1');
  });

  it('are two rows when the system gave a pid again', () => {
    const model = modelOf('0 start 10 sh\n1 start 11<10 a\n2 exit 11 3\n3 start 11<10 b\n4 exit 11 0');
    expect(model.processes.map(({ name, exitCode }) => [name, exitCode])).toEqual([
      ['sh', undefined],
      ['a', 3],
      ['b', 0],
    ]);
  });

  it('end once: a second word without a status takes nothing away', () => {
    const model = modelOf('0 start 10 sh\n1 exit 10 3 40 5000\n2 exit 10 ?');
    expect(rowOf(model, 10)).toMatchObject({ exitCode: 3, exitedMs: 1, cpuMs: 40, peakRss: 5000 });
  });

  it('keep the highest memory that was seen, from samples and from the end', () => {
    const model = modelOf('0 start 10 sh\n1 sample 10 5 900\n2 sample 10 9 400\n3 exit 10 0 12 300');
    expect(rowOf(model, 10)).toMatchObject({ peakRss: 900, cpuMs: 12 });
  });

  it('of which nothing is known change nothing', () => {
    const model = modelOf('0 exit 99 0\n1 sample 99 1 1\n2 orphaned 99');
    expect(model.processes).toEqual([]);
    expect(model.events).toBe(3);
  });
});

describe('joins and waits', () => {
  const events: readonly RunEvent[] = [
    { type: 'join-started', t: 5, pid: 10, childPid: 11, timeoutMs: 10 },
    { type: 'join-returned', t: 15, pid: 10, childPid: 11, waitedMs: 10, finished: false },
    { type: 'join-started', t: 16, pid: 10, childPid: 11 },
    { type: 'process-exited', t: 30, pid: 11, code: 0, signal: null, seenBy: 'kernel' },
    { type: 'join-returned', t: 31, pid: 10, childPid: 11, waitedMs: 15, finished: true },
  ];

  it('stand in the row of the child, and as spans in that of the waiter', () => {
    const model = modelOf('0 start 10 python3\n1 start 11<10 python3', ...events);
    expect(rowOf(model, 11)).toMatchObject({
      joinedMs: 31,
      joins: [
        { byPid: 10, startedMs: 5, waitedMs: 10, finished: false },
        { byPid: 10, startedMs: 16, waitedMs: 15, finished: true },
      ],
    });
    expect(rowOf(model, 10).spans.all.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ['join', 5, 15],
      ['join', 16, 31],
    ]);
  });

  it('end with the process that waited', () => {
    const wait: RunEvent = { type: 'wait-started', t: 5, pid: 11, wait: 'lock', object: 'Lock-1' };
    const model = modelOf('0 start 10 python3\n1 start 11<10 python3', wait, ...events.slice(3, 4));
    expect(rowOf(model, 11).spans.all).toMatchObject([{ kind: 'lock', from: 5, to: 30 }]);
  });

  it('are bounded in number', () => {
    const model = modelOf('0 start 10 python3');
    for (let t = 0; t < MAX_SPANS * 2; t += 1) {
      model.apply({ type: 'wait-started', t, pid: 10, wait: 'lock', object: 'L' });
      model.apply({ type: 'wait-ended', t: t + 0.5, pid: 10, wait: 'lock', object: 'L', waitedMs: 0.5 });
    }
    expect(rowOf(model, 10).spans.length).toBeLessThanOrEqual(MAX_SPANS * 1.25);
    expect(rowOf(model, 10).spans.all.at(-1)).toMatchObject({ from: MAX_SPANS * 2 - 1 });
  });
});

describe('pools', () => {
  const submitted = (t: number, task: number): RunEvent => ({
    type: 'task-submitted',
    t,
    pool: 'p',
    task,
    label: 'sq',
  });
  const opened = '0 start 10 node\n0 start 11<10 node\n0 pool p 10';

  it('count tasks that wait, that are held and that ended', () => {
    const model = modelOf(
      opened,
      ...[1, 2, 3].map((task) => submitted(1, task)),
      ...eventsOf('2 task p 1 11\n4 done p 1 11\n5 task p 2 11\n9 exit 11 SIGKILL\n10 lost p 2 11'),
    );
    expect(model.pools.get('p')).toMatchObject({
      submitted: 3,
      finished: 1,
      lost: 1,
      queued: 1,
      inFlight: 0,
      peakQueued: 3,
    });
    expect(rowOf(model, 11)).toMatchObject({ tasksFinished: 1, tasksLost: 1 });
    expect(rowOf(model, 11).spans.all.map(({ to, outcome }) => [to, outcome])).toEqual([
      [4, 'finished'],
      [9, 'lost'],
    ]);
  });

  it('count a task again that waits again', () => {
    const model = modelOf(opened, submitted(1, 1), ...eventsOf('2 task p 1 11\n3 lost p 1 11'), {
      type: 'task-retried',
      t: 4,
      pool: 'p',
      task: 1,
      attempt: 2,
    });
    expect(model.pools.get('p')).toMatchObject({ submitted: 1, lost: 1, queued: 1, inFlight: 0 });
  });

  it('are known from their tasks when their opening was lost', () => {
    const model = modelOf('0 start 11 node', submitted(1, 1));
    expect(model.pools.get('p')).toMatchObject({ size: 0, submitted: 1 });
  });

  it('give the figures of the whole run once it is over', () => {
    const model = modelOf(
      opened,
      submitted(0, 1),
      submitted(0, 2),
      ...eventsOf('0 task p 1 11\n500 done p 1 11\n500 task p 2 11\n1000 done p 2 11\n1000 exit 11 0 900'),
      { type: 'run-ended', t: 9000, exitCode: 0, signal: null, reason: 'exited' },
    );
    const figures = figuresOf(model);
    expect(figures.tasksPerSecond).toBe(2);
    expect(figures.efficiency).toBeCloseTo(0.45);
    expect(figures).toMatchObject({ workersAlive: 0, workersTotal: 2, queueDepth: 0, inFlight: 0, tasksEnded: 2 });
  });
});

describe('a run', () => {
  it('says so when it has no pool, rather than 0', () => {
    const figures = figuresOf(modelOf('0 start 10 sh'));
    expect(figures).toMatchObject({
      processesAlive: 1,
      workersAlive: undefined,
      queueDepth: undefined,
      tasksPerSecond: undefined,
      efficiency: undefined,
      p50: undefined,
    });
  });

  it('counts what was lost and grows its revision with each event', () => {
    const model = modelOf('0 start 10 sh', { type: 'lost', t: 1, count: 7, source: 'kernel' });
    expect([model.lostEvents, model.revision, model.now]).toEqual([7, 2, 1]);
    expect(hasEnded(rowOf(model, 10))).toBe(false);
  });
});
