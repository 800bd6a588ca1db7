import { expect, it, onTestFinished } from 'vitest';
import { Watch } from '../../../src/main/companion/watch';
import type { Monitor } from '../../../src/main/monitor';
import type { LifecycleEvent, ProcessEntry } from '../../../src/main/monitor/monitor';
import type { RunEvent } from '../../../src/shared/events';

const ROOT = 4_000_001;
const CHILD = 4_000_002;

/** A machine that is scanned, but not again before the run is over: its only news is the last look. */
function slowMachine(entries: () => readonly ProcessEntry[]) {
  let isPolled = true;
  let tell: (event: LifecycleEvent) => void = () => undefined;
  const monitor: Monitor = {
    readHost: () => ({ cores: [] }),
    table: {
      list: () => Promise.resolve(entries()),
      find: (pid) => entries().find((one) => one.pid === pid),
      argvOf: () => undefined,
      read: () => [],
      readLast: () => undefined,
      close: () => undefined,
    },
    startLifecycle: (listener) => {
      tell = listener;
      return Promise.resolve({
        kind: 'polling',
        start: () => Promise.resolve(),
        stop: () => {
          isPolled = false;
        },
      });
    },
  };
  return { monitor, tell: (event: LifecycleEvent) => tell(event), isPolled: () => isPolled };
}

it('looks once more at the end of a polled run for who ended since the last scan', async () => {
  let entries: readonly ProcessEntry[] = [
    { pid: ROOT, ppid: process.pid, name: 'sh' },
    { pid: CHILD, ppid: ROOT, name: 'sleep' },
  ];
  const events: RunEvent[] = [];
  const { monitor, tell, isPolled } = slowMachine(() => entries);
  const emit = (event: RunEvent) => events.push(event);
  const watch = await Watch.open({ rootArgv: ['sh'], runStart: 0, emit, onChange: () => undefined, monitor });
  onTestFinished(() => watch.close());
  tell({ type: 'fork', pid: ROOT, ppid: process.pid, at: 1 });
  tell({ type: 'fork', pid: CHILD, ppid: ROOT, at: 2 });
  entries = [];
  watch.rootExited(ROOT, { code: 0, signal: null, coreDumped: false });
  expect(watch.living.map(({ pid }) => pid)).toEqual([CHILD]);

  await watch.lookLast();
  expect(watch.living).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'process-exited', pid: CHILD, code: null, seenBy: 'polling' });
  // What a later scan would tell of the same change comes to nobody twice.
  expect(isPolled()).toBe(false);
});

it.each([
  { by: 'its end is told', event: { type: 'exit', pid: ROOT, at: 3 } },
  { by: 'events were lost', event: { type: 'overflow', at: 3 } },
] as const)('keeps the command uncollected until $by', async ({ event }) => {
  const { monitor } = slowMachine(() => [{ pid: ROOT, ppid: process.pid, name: 'sh' }]);
  const calls: string[] = [];
  let tell: (one: LifecycleEvent) => void = () => undefined;
  const held: Monitor = {
    ...monitor,
    startLifecycle: (listener) => {
      tell = listener;
      return Promise.resolve({
        kind: 'kernel',
        start: () => Promise.resolve(),
        stop: () => undefined,
        holdChildren: () => {
          calls.push('hold');
          return () => calls.push('let go');
        },
      });
    },
  };
  const emit = (told: RunEvent) => {
    if (told.type === 'process-exited') calls.push('told');
  };
  const watch = await Watch.open({ rootArgv: ['sh'], runStart: 0, emit, onChange: () => undefined, monitor: held });
  onTestFinished(() => watch.close());
  tell({ type: 'fork', pid: ROOT, ppid: process.pid, at: 1 });
  watch.rootStarted(ROOT, 2);
  expect(calls).toEqual(['hold']);
  tell(event);
  expect(calls).toEqual(event.type === 'exit' ? ['hold', 'told', 'let go'] : ['hold', 'let go']);
});

it('says that events were lost, and takes from the table who started and ended meanwhile', async () => {
  let entries: readonly ProcessEntry[] = [{ pid: ROOT, ppid: process.pid, name: 'sh' }];
  const { monitor, tell } = slowMachine(() => entries);
  const events: RunEvent[] = [];
  let hasChanged: () => void = () => undefined;
  const changed = new Promise<void>((resolve) => (hasChanged = resolve));
  const emit = (event: RunEvent) => events.push(event);
  const watch = await Watch.open({ rootArgv: ['sh'], runStart: 0, emit, onChange: () => hasChanged(), monitor });
  onTestFinished(() => watch.close());
  tell({ type: 'fork', pid: ROOT, ppid: process.pid, at: 1 });
  entries = [...entries, { pid: CHILD, ppid: ROOT, name: 'sleep' }];
  tell({ type: 'overflow', at: 2 });
  tell({ type: 'missed', count: 5, at: 3 });
  await changed;
  watch.close();
  expect(events.slice(1)).toMatchObject([
    { type: 'process-started', pid: CHILD, ppid: ROOT, seenBy: 'polling' },
    { type: 'lost', source: 'kernel', count: 5 },
  ]);
});

it('does nothing for the ends of processes that are not of the tree', async () => {
  let changes = 0;
  const { monitor, tell } = slowMachine(() => [{ pid: ROOT, ppid: process.pid, name: 'sh' }]);
  const onChange = () => {
    changes += 1;
  };
  const watch = await Watch.open({ rootArgv: ['sh'], runStart: 0, emit: () => undefined, onChange, monitor });
  onTestFinished(() => watch.close());
  tell({ type: 'fork', pid: ROOT, ppid: process.pid, at: 1 });
  tell({ type: 'exit', pid: CHILD, at: 2 });
  expect(changes).toBe(0);
  tell({ type: 'exit', pid: ROOT, at: 3 });
  expect(changes).toBe(1);
});
