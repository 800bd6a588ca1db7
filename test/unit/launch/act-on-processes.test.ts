import { describe, expect, it } from 'vitest';
import { ProcessActions } from '../../../src/main/launch/act-on-processes';
import type { Target } from '../../../src/main/launch/stop-tree';

/** A tree of values; `log` is everything that was done and told, in order. */
function tree(living: Target[], forked?: Target) {
  const current = new Map(living.map(({ pid, startTicks }) => [pid, startTicks]));
  const log: string[] = [];
  let looks = 0;
  /** The second look finds who was forked after the first. */
  const look = (): readonly Target[] => {
    looks += 1;
    if (looks === 2 && forked !== undefined) {
      current.set(forked.pid, forked.startTicks);
      living.push(forked);
    }
    return living;
  };
  const refuse = (pid: number): void => {
    if (pid === 66) throw new Error('EPERM');
  };
  const actions = new ProcessActions({
    living: look,
    startTicksOf: (pid) => current.get(pid),
    kill: (pid, signal) => {
      refuse(pid);
      log.push(`${signal} ${pid}`);
    },
    setPriority: (pid, nice) => {
      refuse(pid);
      log.push(`nice ${pid} ${nice}`);
    },
    onSignal: (pid, signal) => log.push(`told ${signal} ${pid}`),
    onReniced: (pid, nice) => log.push(`told nice ${pid} ${nice}`),
    onPaused: (isPaused, count) => log.push(`${isPaused ? 'paused' : 'resumed'} ${count}`),
    onRefused: (id, values) => log.push(`${id} ${String(values['pid'])}`),
  });
  return { actions, log, current };
}

const two = (): Target[] => [
  { pid: 10, startTicks: 100 },
  { pid: 11, startTicks: 110 },
];

describe('a signal to one process', () => {
  it('reaches a living process of the run and is told', () => {
    const { actions, log } = tree(two());
    actions.act({ type: 'signal-process', pid: 11, startTicks: 110, signal: 'SIGUSR1' });
    expect(log).toEqual(['SIGUSR1 11', 'told SIGUSR1 11']);
  });

  it.each([
    ['that is not of the run', { pid: 12, startTicks: 110 }],
    ['with another start time than was seen', { pid: 11, startTicks: 111 }],
    ['without the start time that is known', { pid: 11, startTicks: null }],
  ])('does not reach a pid %s', (_what, target) => {
    const { actions, log } = tree(two());
    actions.act({ type: 'signal-process', ...target, signal: 'SIGKILL' });
    expect(log).toEqual([`process-gone ${target.pid}`]);
  });

  it('does not reach a stranger that has the pid now', () => {
    const { actions, log, current } = tree(two());
    current.set(11, 999);
    actions.act({ type: 'signal-process', pid: 11, startTicks: 110, signal: 'SIGKILL' });
    expect(log).toEqual(['process-gone 11']);
  });

  it('tells why the system refused it', () => {
    const { actions, log } = tree([{ pid: 66, startTicks: 1 }]);
    actions.act({ type: 'signal-process', pid: 66, startTicks: 1, signal: 'SIGTERM' });
    actions.act({ type: 'renice', pid: 66, startTicks: 1, nice: -5 });
    expect(log).toEqual(['signal-refused 66', 'renice-refused 66']);
  });
});

it('gives a process another nice value, and tells it', () => {
  const { actions, log } = tree(two());
  actions.act({ type: 'renice', pid: 10, startTicks: 100, nice: 7 });
  expect(log).toEqual(['nice 10 7', 'told nice 10 7']);
});

describe('a pause', () => {
  it('stops parents first and sets children going first', () => {
    const { actions, log } = tree(two());
    actions.act({ type: 'pause', isPaused: true });
    actions.act({ type: 'pause', isPaused: false });
    expect(log).toEqual(['SIGSTOP 10', 'SIGSTOP 11', 'paused 2', 'SIGCONT 11', 'SIGCONT 10', 'resumed 2']);
  });

  it('reaches a child that was forked meanwhile', () => {
    const { actions, log } = tree(two(), { pid: 12, startTicks: 120 });
    actions.act({ type: 'pause', isPaused: true });
    expect(log).toEqual(['SIGSTOP 10', 'SIGSTOP 11', 'SIGSTOP 12', 'paused 3']);
  });

  it('happens once, and a resume without one does nothing', () => {
    const { actions, log } = tree(two());
    actions.resume();
    actions.act({ type: 'pause', isPaused: true });
    actions.act({ type: 'pause', isPaused: true });
    expect(log).toEqual(['SIGSTOP 10', 'SIGSTOP 11', 'paused 2']);
  });
});
