import { describe, expect, it } from 'vitest';
import { ReapWatch } from '../../../src/main/companion/reap-watch';

/** A watch over a small process table and a clock that moves by hand. */
function watchOver(table: Map<number, number>, living: Set<number>) {
  const told: string[] = [];
  let pending: { readonly look: () => void; readonly delay: number } | undefined;
  const watch = new ReapWatch({
    startTicksOf: (pid) => table.get(pid),
    isAlive: (pid) => living.has(pid),
    now: () => 0,
    emit: (event) => void told.push('byPid' in event && 'pid' in event ? `${event.pid} by ${event.byPid}` : ''),
    schedule: (look, delay) => {
      pending = { look, delay };
      return () => (pending = undefined);
    },
  });
  return {
    watch,
    told,
    look: () => {
      const due = pending;
      pending = undefined;
      due?.look();
    },
    delay: () => pending?.delay,
  };
}

describe('the watch for joins', () => {
  it('tells a join when the zombie has gone, once', () => {
    const table = new Map([[7, 70]]);
    const { watch, told, look, delay } = watchOver(table, new Set([1]));
    watch.add(7, 1, 70);
    look();
    expect(told).toEqual([]);
    table.delete(7);
    look();
    expect(told).toEqual(['7 by 1']);
    expect(delay()).toBeUndefined();
  });

  it('is not fooled by a new process with the same pid', () => {
    const { watch, told, look } = watchOver(new Map([[7, 99]]), new Set([1]));
    watch.add(7, 1, 70);
    look();
    expect(told).toEqual(['7 by 1']);
  });

  it('does not call it a join when the parent ended first', () => {
    const { watch, told, look, delay } = watchOver(new Map([[7, 70]]), new Set());
    watch.add(7, 1, 70);
    look();
    expect([told, delay()]).toEqual([[], undefined]);
  });

  it('rests longer, the more lie there', () => {
    const table = new Map(Array.from({ length: 1000 }, (_, pid) => [pid + 10, 5]));
    const { watch, look, delay } = watchOver(table, new Set([1]));
    for (const pid of table.keys()) watch.add(pid, 1, 5);
    look();
    expect(delay()).toBe(1000);
  });

  it('tells at once of one that had gone before anybody could look', () => {
    const { watch, told } = watchOver(new Map(), new Set([1]));
    watch.add(7, 1, undefined);
    expect(told).toEqual(['7 by 1']);
  });

  it('stops', () => {
    const { watch, delay } = watchOver(new Map([[7, 70]]), new Set([1]));
    watch.add(7, 1, 70);
    watch.stop();
    expect(delay()).toBeUndefined();
  });
});
