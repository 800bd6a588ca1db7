import { describe, expect, it } from 'vitest';
import { type Target, TERM_PATIENCE, type TreePorts, TreeStopper } from '../../../src/main/launch/stop-tree';

/** A tree of processes that obey or not, in a time that stands still but for its sleeps. */
class Tree {
  time = 0;
  readonly signals: string[] = [];
  readonly living = new Map<number, Target>();
  readonly stopper: TreeStopper;

  constructor(
    pids: readonly number[],
    obeys: (pid: number, signal: string) => boolean,
    ports: Partial<TreePorts> = {},
  ) {
    for (const pid of pids) this.living.set(pid, { pid, startTicks: pid * 10 });
    this.stopper = new TreeStopper({
      living: () => [...this.living.values()],
      startTicksOf: (pid) => pid * 10,
      kill: (pid, signal) => {
        this.signals.push(`${signal} ${pid}`);
        if (obeys(pid, signal)) this.living.delete(pid);
      },
      onSignal: () => undefined,
      sleep: (duration) => {
        this.time += duration;
        return Promise.resolve();
      },
      ...ports,
    });
  }
}

describe('stopping a tree', () => {
  it('asks each process once and leaves it at that when all obey', async () => {
    const tree = new Tree([10, 11], () => true);
    expect(await tree.stopper.stop(false)).toEqual([]);
    expect(tree.signals).toEqual(['SIGTERM 10', 'SIGTERM 11']);
  });

  it('kills after its patience what did not obey', async () => {
    const tree = new Tree([10, 11], (pid, signal) => signal === 'SIGKILL' || pid === 10);
    expect(await tree.stopper.stop(false)).toEqual([]);
    expect(tree.signals).toEqual(['SIGTERM 10', 'SIGTERM 11', 'SIGKILL 11']);
    expect(tree.time).toBeGreaterThanOrEqual(TERM_PATIENCE);
  });

  it('kills at once when it is told to hurry', async () => {
    const tree = new Tree([10], () => true);
    await tree.stopper.stop(true);
    expect(tree.signals).toEqual(['SIGKILL 10']);
  });

  it('does not wait on when it is told to hurry while it waits', async () => {
    const tree = new Tree([10], (_pid, signal) => signal === 'SIGKILL');
    const done = tree.stopper.stop(false);
    void tree.stopper.stop(true);
    await done;
    expect(tree.signals).toEqual(['SIGTERM 10', 'SIGKILL 10']);
    expect(tree.time).toBeLessThan(TERM_PATIENCE);
  });

  it('kills what was forked while it killed', async () => {
    const tree = new Tree([10], (pid) => {
      if (pid === 10) tree.living.set(12, { pid: 12, startTicks: 120 });
      return true;
    });
    expect(await tree.stopper.stop(true)).toEqual([]);
    expect(tree.signals).toEqual(['SIGKILL 10', 'SIGKILL 12']);
  });

  it('spares a stranger that got the pid', async () => {
    const tree = new Tree([10], () => true, { startTicksOf: () => 999 });
    expect(await tree.stopper.stop(true)).toEqual([10]);
    expect(tree.signals).toEqual([]);
  });

  it('never signals the first process nor itself', async () => {
    const tree = new Tree([1, process.pid], () => true);
    await tree.stopper.stop(true);
    expect(tree.signals).toEqual([]);
  });

  it('tells who is left, as after a refusal or in the sleep of a disk', async () => {
    const tree = new Tree([10], () => false);
    expect(await tree.stopper.stop(true)).toEqual([10]);
    expect(tree.signals).toEqual(['SIGKILL 10']);
  });
});
