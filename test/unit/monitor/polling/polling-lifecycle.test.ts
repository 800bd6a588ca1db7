import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LifecycleEvent, ProcessEntry } from '../../../../src/main/monitor/monitor';
import { PollingLifecycle } from '../../../../src/main/monitor/polling/polling-lifecycle';

const INTERVAL = 100;
const entry = (pid: number): ProcessEntry => ({ pid, ppid: 1, name: 'sh', startTicks: pid });

/** A table that the test fills; each scan takes `duration`. */
function poll({ duration = 0, isBroken = false } = {}) {
  const table = { pids: [1] as readonly number[], scans: 0, running: 0, mostAtOnce: 0, isBroken };
  const list = async () => {
    table.scans += 1;
    table.mostAtOnce = Math.max(table.mostAtOnce, (table.running += 1));
    const entries = table.pids.map(entry);
    const willFail = table.isBroken;
    await new Promise((resolve) => setTimeout(resolve, duration));
    table.running -= 1;
    if (willFail) throw new Error('no table now');
    return entries;
  };
  const source = new PollingLifecycle({
    table: { list },
    clock: () => Date.now(),
    reason: 'tests',
    interval: INTERVAL,
  });
  const events: LifecycleEvent[] = [];
  const started = source.start((event) => events.push(event));
  const told = () => events.map((event) => ('pid' in event ? `${event.type} ${event.pid}` : event.type));
  return { table, source, started, told };
}

describe('polling', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('says that it polls and why', () => {
    const { source } = poll();
    source.stop();
    expect(source).toMatchObject({ kind: 'polling', reason: 'tests' });
    return vi.advanceTimersByTimeAsync(0);
  });

  it('tells of what came and went since the last scan, not of what was there', async () => {
    const { table, source, told } = poll();
    await vi.advanceTimersByTimeAsync(50);
    expect(told()).toEqual([]);
    table.pids = [1, 7];
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(told()).toEqual(['fork 7']);
    table.pids = [1];
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(told()).toEqual(['fork 7', 'exit 7']);
    source.stop();
  });

  it('never scans twice at once, and waits after a slow scan', async () => {
    const { table, source } = poll({ duration: 250 });
    await vi.advanceTimersByTimeAsync(1100);
    // At 0, 350, 700 and 1050: each begins an interval after the last one ended.
    expect(table).toMatchObject({ scans: 4, mostAtOnce: 1 });
    source.stop();
    await vi.advanceTimersByTimeAsync(250);
  });

  it('takes a scan that failed for no end of anybody', async () => {
    const { table, source, told } = poll();
    await vi.advanceTimersByTimeAsync(50);
    table.isBroken = true;
    await vi.advanceTimersByTimeAsync(3 * INTERVAL);
    table.isBroken = false;
    table.pids = [1, 7];
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(told()).toEqual(['fork 7']);
    source.stop();
  });

  it('starts though the first scan failed, and tells of everybody then', async () => {
    const { table, source, started, told } = poll({ isBroken: true });
    await vi.advanceTimersByTimeAsync(50);
    await started;
    table.isBroken = false;
    await vi.advanceTimersByTimeAsync(INTERVAL);
    expect(told()).toEqual(['fork 1']);
    source.stop();
  });

  it('says nothing after it was stopped, even of a scan that was running', async () => {
    const { table, source, told } = poll({ duration: 20 });
    await vi.advanceTimersByTimeAsync(20);
    table.pids = [];
    await vi.advanceTimersByTimeAsync(INTERVAL + 10);
    source.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told()).toEqual([]);
  });

  it('does not begin when it is stopped during the first scan', async () => {
    const { table, source } = poll({ duration: 20 });
    source.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(table.scans).toBe(1);
  });
});
