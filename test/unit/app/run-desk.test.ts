import { describe, expect, it } from 'vitest';
import { RunDesk } from '../../../src/main/app/run-desk';
import type { Run } from '../../../src/main/runs/run';
import type { RunService } from '../../../src/main/runs/run-service';
import { RunModel } from '../../../src/shared/model/run-model';
import type { RunBatch } from '../../../src/shared/recording';
import type { RunEventOf } from '../../../src/shared/events';

const end: RunEventOf<'run-ended'> = { type: 'run-ended', t: 1, exitCode: 0, signal: null, reason: 'exited' };

/** A run that is recorded, and the listeners it has. */
function runOf(id: string, ended: Promise<typeof end>) {
  const listeners: ((batch: RunBatch) => void)[] = [];
  const batch: RunBatch = { runId: id, title: id, isLive: true, path: '/r', firstIndex: 0, events: [] };
  const run: Run = {
    ...{ id, title: id, isLive: true, path: '/r', model: new RunModel(), ended },
    onBatch: (listener) => {
      listeners.push(listener);
      return () => undefined;
    },
    replay: () => batch,
    stop: () => undefined,
    forwardSignal: () => undefined,
    measure: () => undefined,
    act: () => undefined,
  };
  return { run, listeners };
}

function deskOf(runs: readonly Run[]) {
  const batches: string[] = [];
  let changes = 0;
  let loads = 0;
  const desk = new RunDesk({
    load: () => {
      loads += 1;
      // The part of the service that a desk uses.
      const service = { list: () => runs, get: (id: string) => runs.find((run) => run.id === id) };
      return Promise.resolve(service as unknown as RunService);
    },
    onBatch: ({ runId }) => batches.push(runId),
    onForgotten: () => undefined,
    onRecordingsChanged: () => (changes += 1),
  });
  return { desk, batches, changes: () => changes, loads: () => loads };
}

describe('RunDesk', () => {
  it('delivers a run once, however often it is opened', () => {
    const { run, listeners } = runOf('r', new Promise(() => undefined));
    const { desk, batches } = deskOf([run]);
    expect([desk.show(run), desk.show(run)]).toEqual(['r', 'r']);
    expect(listeners).toHaveLength(1);
    expect(batches).toEqual(['r']);
  });

  it('tells of the recording when a run begins and when it has ended', async () => {
    let finish: (event: typeof end) => void = () => undefined;
    const ended = new Promise<typeof end>((resolve) => (finish = resolve));
    const { run } = runOf('r', ended);
    const { desk, changes } = deskOf([run]);
    desk.show(run);
    expect(changes()).toBe(1);
    finish(end);
    await ended;
    expect(changes()).toBe(2);
  });

  it('loads the service once, and only when it is needed', async () => {
    const { desk, loads } = deskOf([]);
    expect(desk.running).toEqual([]);
    expect(loads()).toBe(0);
    await Promise.all([desk.service(), desk.service()]);
    expect(loads()).toBe(1);
  });

  it('names what runs, and nothing that has ended', async () => {
    const { run } = runOf('live', new Promise(() => undefined));
    const { run: over } = runOf('over', Promise.resolve(end));
    over.model.applyAll([end]);
    const { desk } = deskOf([run, over]);
    await desk.service();
    expect(desk.running.map(({ id }) => id)).toEqual(['live']);
  });

  it('refuses a run that is not held, by its id', async () => {
    await expect(deskOf([]).desk.find('gone')).rejects.toThrow('found none with the id gone');
  });
});
