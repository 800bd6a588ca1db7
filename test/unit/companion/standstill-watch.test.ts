import { describe, expect, it } from 'vitest';
import { StandstillWatch } from '../../../src/main/companion/standstill-watch';
import type { RunEvent } from '../../../src/shared/events';
import type { ThreadWait } from '../../../src/shared/readings';

/** A watch over two processes; `cpu` says how each uses CPU by the moment. */
function watched(
  cpu: (pid: number, t: number) => number,
  waits: (t: number) => ThreadWait[] = () => [{ call: 'lock' }],
) {
  const looks: (readonly number[])[] = [];
  const events: RunEvent[] = [];
  let now = 0;
  const watch = new StandstillWatch({
    look: (still) => {
      looks.push(still);
      return new Map(still.map((pid) => [pid, waits(now)]));
    },
    emit: (event) => events.push(event),
  });
  const runTo = (end: number): void => {
    for (now += 500; now <= end; now += 500) {
      const rows = [10, 11].map((pid) => ({ pid, state: 'S', cpuMs: cpu(pid, now) }));
      watch.sampled(now, rows, [
        { pid: 10, ppid: 1 },
        { pid: 11, ppid: 10 },
      ]);
    }
    now = end;
  };
  return { watch, looks, events, runTo };
}

describe('StandstillWatch', () => {
  it('looks at those that rest, not at those that work', () => {
    const { looks, events, runTo } = watched((pid, t) => (pid === 11 ? t : 20));
    runTo(5000);
    expect(new Set(looks.flat())).toEqual(new Set([10]));
    expect(events).toMatchObject([{ type: 'standstill', t: 1500, pid: 10, threads: [{ call: 'lock' }] }]);
  });

  it('looks more and more rarely while nothing changes, and tells only what changed', () => {
    const { looks, events, runTo } = watched(() => 20);
    runTo(120_000);
    expect(looks.length).toBeLessThan(20);
    expect(events).toHaveLength(2);
  });

  it('looks again soon after an end, which may have left somebody alone', () => {
    let hasEnded = false;
    const { watch, events, runTo } = watched(
      () => 20,
      () => [{ call: 'lock', wakers: hasEnded ? [10] : [10, 12] }],
    );
    runTo(60_000);
    hasEnded = true;
    watch.changed();
    runTo(60_500);
    expect(events.filter(({ t }) => t === 60_500)).toHaveLength(2);
  });

  it('looks no more at one whose only thread waits for a clock, until it has run', () => {
    const { looks, events, runTo } = watched(
      (pid, t) => (pid === 10 && t > 60_000 ? 30 : 20),
      () => [{ call: 'timer' }],
    );
    runTo(60_000);
    expect(looks).toEqual([[10, 11]]);
    runTo(70_000);
    expect(looks).toEqual([[10, 11], [10]]);
    expect(events).toHaveLength(3);
  });

  it('tells again of one that moved and rests again', () => {
    const { events, runTo } = watched((pid, t) => (pid === 10 && t > 3000 ? 30 : 20));
    runTo(6000);
    expect(events.filter((event) => event.type === 'standstill' && event.pid === 10)).toHaveLength(2);
  });
});
