import { describe, expect, it } from 'vitest';
import { RunService, type RunServiceParts } from '../../../src/main/runs/run-service';
import type { RunEvent } from '../../../src/shared/events';
import type { RecordingHeader, RunBatch } from '../../../src/shared/recording';
import { FakeCompanion } from './fake-companion';

const header: RecordingHeader = {
  format: 'joinscope',
  schema: 1,
  runId: 'old',
  title: 'make -j4',
  startedAt: 0,
  version: '0.1.0',
};
const command = { argv: ['true'], cwd: '/', env: { ADDED: '' }, shell: false };
async function* blocksOf(events: readonly RunEvent[]) {
  await Promise.resolve();
  yield events;
}
const sample = (t: number): RunEvent => ({ type: 'sample', t, rows: [] });

function serve(change: Partial<RunServiceParts> = {}) {
  const companions: FakeCompanion[] = [];
  const sinks: string[] = [];
  const kept: string[] = [];
  let problem: Parameters<RunServiceParts['openSink']>[2] = () => undefined;
  let serial = 0;
  const service = new RunService({
    version: '0.1.0',
    library: () => ({
      pathOf: (id) => `/recordings/${id}.joinscope`,
      prepare: () => undefined,
    }),
    tidy: (inUse) => {
      kept.push(...inUse);
      return Promise.resolve();
    },
    fork: () => {
      companions.push(new FakeCompanion());
      return companions.at(-1) ?? new FakeCompanion();
    },
    listRunning: () =>
      Promise.resolve([{ pid: 41, ppid: 1, startTicks: 7, name: 'sh', argv: ['sh', '-c', 'x y'], user: 'me' }]),
    newJudge: () => ({ apply: () => [] }),
    openSink: (path, _header, onProblem) => {
      sinks.push(path);
      problem = onProblem;
      return Promise.resolve({ append: () => undefined, close: () => Promise.resolve() });
    },
    readRecording: () => Promise.resolve({ header, events: blocksOf([]) }),
    checkCommand: () => undefined,
    clock: () => 5000,
    now: () => 77,
    newRunId: (startedAt) => `${startedAt}-${(serial += 1)}`,
    ...change,
  });
  return {
    service,
    companions,
    sinks,
    kept,
    fail: () => problem({ id: 'recording-stopped', values: { reason: 'no space left' } }),
  };
}

function endRun(companion: FakeCompanion | undefined): void {
  companion?.report({
    type: 'batch',
    events: [{ type: 'run-ended', t: 1, exitCode: 0, signal: null, reason: 'exited' }],
  });
  companion?.report({ type: 'done' });
}

describe('RunService', () => {
  it('hands the companion the whole environment, additions on top', async () => {
    const { service, companions, sinks } = serve();
    const run = await service.startCommand(command);
    expect(companions[0]?.requests[0]).toMatchObject({
      type: 'launch',
      spec: { argv: ['true'], output: 'capture', foreground: false, hz: 2, runStart: 5000, env: { ADDED: '' } },
    });
    expect(companions[0]?.requests[0]).toHaveProperty('spec.env.PATH', process.env['PATH']);
    expect(sinks).toEqual(['/recordings/77-1.joinscope']);
    expect(run.path).toBe(sinks[0]);
    endRun(companions[0]);
  });

  it('records where it is told to, or not at all', async () => {
    const { service, companions, sinks } = serve();
    const named = await service.startCommand(command, { record: '/tmp/my.joinscope' });
    const unrecorded = await service.startCommand(command, { record: false });
    expect([sinks, named.path, unrecorded.path]).toEqual([['/tmp/my.joinscope'], '/tmp/my.joinscope', undefined]);
    companions.forEach(endRun);
  });

  it('forks nothing for a command that cannot start', async () => {
    const { service, companions } = serve({ checkCommand: () => Promise.reject(new Error('not found')) });
    await expect(service.startCommand(command)).rejects.toThrow('not found');
    expect(companions).toEqual([]);
  });

  it('forks nothing when the recording that was asked for cannot be opened', async () => {
    const { service, companions } = serve({ openSink: () => Promise.reject(new Error('no such folder')) });
    await expect(service.startCommand(command, { record: '/none/a' })).rejects.toThrow('no such folder');
    expect(companions).toEqual([]);
  });

  it('runs without a recording, and says so, when its own folder cannot be written', async () => {
    const { service, companions } = serve({ openSink: () => Promise.reject(new Error('read-only')) });
    const run = await service.startCommand(command);
    endRun(companions[0]);
    await run.ended;
    expect(run.path).toBeUndefined();
    expect(run.model.notices).toMatchObject([{ id: 'recording-failed', values: { reason: 'read-only' } }]);
  });

  it('runs a demo as a command of its own', async () => {
    const { service, companions } = serve();
    await service.startDemo('primes', { workers: 3, scale: 0.5 });
    const request = companions[0]?.requests[0];
    expect(request).toMatchObject({ spec: { demo: 'primes', shell: false } });
    expect(request).toHaveProperty('spec.argv', [
      process.execPath,
      expect.stringMatching(/out\/main\/demo-program\.js$/),
      'primes',
      '--workers',
      '3',
      '--scale',
      '0.5',
    ]);
    endRun(companions[0]);
  });

  it('tells in the run that its recording stopped, and goes on', async () => {
    const { service, companions, fail } = serve();
    const run = await service.startCommand(command);
    fail();
    endRun(companions[0]);
    await run.ended;
    expect(run.model.notices).toMatchObject([{ id: 'recording-stopped', values: { reason: 'no space left' } }]);
  });

  it('keeps a run that still runs, and forgets one that ended', async () => {
    const { service, companions } = serve();
    const run = await service.startCommand(command);
    expect([service.isBusy, service.close(run.id), service.get(run.id)]).toEqual([true, false, run]);
    endRun(companions[0]);
    await run.ended;
    expect([service.isBusy, service.close(run.id), service.list()]).toEqual([false, true, []]);
  });

  it('ends everything on request and waits for it', async () => {
    const { service, companions } = serve();
    const runs = [await service.startCommand(command), await service.startCommand(command)];
    const stopped = service.stopAll();
    for (const companion of companions) {
      expect(companion.requests.at(-1)).toEqual({ type: 'stop', reason: 'cleanup' });
      endRun(companion);
    }
    await stopped;
    expect(runs.map((run) => run.model.ended?.reason)).toEqual(['exited', 'exited']);
  });

  it('opens a recording in slices of 5000 events and lets other work in between', async () => {
    const events = Array.from({ length: 12_000 }, (_, t) => sample(t));
    const { service } = serve({ readRecording: () => Promise.resolve({ header, events: blocksOf(events) }) });
    const run = await service.openRecording('/a.joinscope');
    const batches: RunBatch[] = [];
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    run.onBatch((batch) => batches.push(batch));
    await run.ended;
    clearInterval(timer);
    expect(batches.map(({ firstIndex }) => firstIndex)).toEqual([0, 5000, 10_000, 12_000]);
    expect(batches[0]).toMatchObject({ isLive: false, path: '/a.joinscope', title: 'make -j4' });
    expect(run.replay().events).toHaveLength(12_001);
    expect(run.replay().events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'companion-lost' });
  });

  it('keeps the recordings of held runs when it tidies up', async () => {
    const { service, companions, kept } = serve();
    const run = await service.startCommand(command);
    await service.tidyLibrary();
    expect(kept).toEqual([run.path, `${run.path ?? ''}.part`]);
    endRun(companions[0]);
  });

  it('gives the run that goes on when the file that it is written to is opened', async () => {
    const { service, companions } = serve();
    const run = await service.startCommand(command);
    expect(await service.openRecording(`${run.path ?? ''}.part`)).toBe(run);
    expect(service.list()).toHaveLength(1);
    endRun(companions[0]);
  });

  it('gives a recording that is open already again, and a copy of it under another id', async () => {
    const { service } = serve();
    const first = await service.openRecording('/a.joinscope');
    expect(await service.openRecording('/a.joinscope')).toBe(first);
    expect((await service.openRecording('/copy.joinscope')).id).not.toBe(first.id);
    await Promise.all(service.list().map(({ ended }) => ended));
  });
});
