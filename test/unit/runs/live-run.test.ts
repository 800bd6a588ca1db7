import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveRun, type LiveRunParts } from '../../../src/main/runs/live-run';
import type { RunEvent, RunEventOf } from '../../../src/shared/events';
import { FakeCompanion } from './fake-companion';

const spec: LiveRunParts['spec'] = {
  argv: ['true'],
  cwd: '/',
  env: {},
  shell: false,
  output: 'capture',
  foreground: false,
  probes: true,
  pipes: false,
  readStderr: false,
  hz: 2,
  runStart: 1000,
  startedAt: 0,
};
const started = (t: number, pid = 2_000_000): RunEvent => ({
  type: 'process-started',
  t,
  pid,
  ppid: 1,
  name: 'true',
  seenBy: 'kernel',
});
const exited = (t: number, pid = 2_000_000): RunEvent => ({
  type: 'process-exited',
  t,
  pid,
  code: 0,
  signal: null,
  seenBy: 'kernel',
});
const runEnded = (t: number): RunEventOf<'run-ended'> => ({
  type: 'run-ended',
  t,
  exitCode: 0,
  signal: null,
  reason: 'exited',
});
const verdictOn = (event: RunEvent): RunEvent[] =>
  event.type === 'process-exited'
    ? [
        {
          type: 'verdict',
          t: event.t,
          pid: event.pid,
          verdict: {
            cause: 'ok',
            confidence: 'certain',
            title: { id: 'ok' },
            evidence: [],
            ruledOut: [],
            advice: [],
          },
        },
      ]
    : [];

function play(change: Partial<LiveRunParts> = {}) {
  const companion = new FakeCompanion();
  const recorded: RunEvent[] = [];
  let isClosed = false;
  const run = new LiveRun({
    id: 'r',
    title: 'true',
    path: '/r.joinscope',
    spec,
    companion,
    judge: { apply: verdictOn },
    sink: {
      append: (events) => void recorded.push(...events),
      close: () => {
        isClosed = true;
        return Promise.resolve();
      },
    },
    clock: () => performance.now() + 1000,
    ...change,
  });
  const delivered: RunEvent[] = [];
  run.onBatch((batch) => void delivered.push(...batch.events));
  return { run, companion, recorded, delivered, isClosed: () => isClosed };
}

const typesOf = (events: readonly RunEvent[]) => events.map(({ type }) => type);

describe('LiveRun', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('launches, orders, judges, records and delivers, with the end of the run last', async () => {
    const { run, companion, recorded, delivered, isClosed } = play();
    expect(companion.requests).toEqual([{ type: 'launch', spec }]);
    companion.report({ type: 'batch', events: [runEnded(9), exited(8)] });
    companion.report({ type: 'batch', events: [started(2)] });
    companion.report({ type: 'done' });
    expect(await run.ended).toEqual(runEnded(9));
    expect(typesOf(delivered)).toEqual(['process-started', 'process-exited', 'verdict', 'run-ended']);
    expect(recorded).toEqual(delivered);
    expect(isClosed()).toBe(true);
    expect(run.model.root?.verdict?.cause).toBe('ok');
  });

  it('holds an event back for 150 ms at most', () => {
    const { companion, recorded, run } = play();
    const now = performance.now();
    companion.report({ type: 'batch', events: [started(now)] });
    expect(recorded).toEqual([]);
    vi.advanceTimersByTime(150);
    expect(typesOf(recorded)).toEqual(['process-started']);
    run.stop('kill');
    companion.report({ type: 'done' });
  });

  it('ends as companion-lost when the companion dies, with an end for each process', async () => {
    const { run, companion, delivered } = play();
    companion.report({ type: 'batch', events: [started(1)] });
    companion.end('SIGSEGV');
    expect(await run.ended).toMatchObject({ reason: 'companion-lost', exitCode: null, signal: null });
    expect(run.model.notices).toMatchObject([{ id: 'companion-lost', level: 'error', values: { remark: 'SIGSEGV' } }]);
    expect(delivered.at(-1)).toMatchObject({ type: 'run-ended' });
    expect(run.model.root).toMatchObject({ exitCode: null, signal: null });
  });

  it('says nothing more after the companion was done and went', async () => {
    const { run, companion, delivered } = play();
    companion.report({ type: 'batch', events: [runEnded(1)] });
    companion.report({ type: 'done' });
    companion.end('exit code 0');
    companion.report({ type: 'batch', events: [started(3)] });
    await run.ended;
    expect(typesOf(delivered)).toEqual(['run-ended']);
  });

  it('ends a companion that does not do as it was told', async () => {
    const { run, companion } = play();
    run.stop('kill');
    expect(companion.requests.at(-1)).toEqual({ type: 'stop', reason: 'kill' });
    vi.advanceTimersByTime(5000);
    expect(companion.isKilled).toBe(true);
    expect((await run.ended).reason).toBe('companion-lost');
  });

  it('gives a stopped program the time of the ladder', () => {
    const { run, companion } = play();
    run.stop('stop');
    vi.advanceTimersByTime(8000);
    expect(companion.isKilled).toBe(false);
    companion.report({ type: 'done' });
  });

  it('ends also when its recording cannot be closed', async () => {
    const sink = { append: () => undefined, close: () => Promise.reject(new Error('disk full')) };
    const { run, companion } = play({ sink });
    companion.report({ type: 'batch', events: [runEnded(1)] });
    companion.report({ type: 'done' });
    expect((await run.ended).reason).toBe('exited');
  });
});
