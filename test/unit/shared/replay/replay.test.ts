import { describe, expect, it } from 'vitest';
import { RunModel } from '../../../../src/shared/model/run-model';
import { momentsOf, stepFrom } from '../../../../src/shared/replay/moments';
import { Replay } from '../../../../src/shared/replay/replay';
import { eventsFrom } from '../../../support/renderer/recording-from';

const events = eventsFrom(`
  0    run python3 pool.py
  10   start 100 main
  20   start 101 worker-1 <100
  25   start 102 worker-2 <100
  30   pool P 100 2
  40   submit P 1
  50   fail P 1 101 20
  70   join 100 101
  90   exit 101 SIGKILL
  91   verdict 101 crash
  100  joined 100 101 30
  150  exit 102 0
  180  exit 100 0
  200  end 0
`);

const foldTo = (t: number): RunModel => {
  const model = new RunModel();
  for (const event of events) if (event.t <= t) model.apply(event);
  model.now = t;
  return model;
};

const replayOf = (): Replay => {
  const replay = new Replay();
  replay.add({ firstIndex: 0, events });
  return replay;
};

/** What a model says, without the identity of its maps' inner objects. */
const said = (model: RunModel): unknown =>
  JSON.parse(JSON.stringify({ ...Object.fromEntries(Object.entries(model)), pools: [...model.pools], revision: 0 }));

describe('a replay', () => {
  it('is at each moment what the live run was then, forward and back, at random', () => {
    const replay = replayOf();
    let seed = 7;
    const moments = [...events.map(({ t }) => t), 15.5, 95, 0, 199];
    for (let round = 0; round < 200; round += 1) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const t = moments[seed % moments.length] ?? 0;
      replay.seek(t);
      expect(said(replay.model), `at ${t}`).toEqual(said(foldTo(t)));
    }
  });

  it('lets time go on between two events', () => {
    const replay = replayOf();
    replay.seek(95);
    expect(replay.model.now).toBe(95);
    expect(replay.model.findProcess(101)?.exitedMs).toBe(90);
    expect(replay.model.findProcess(102)?.exitedMs).toBeUndefined();
  });

  it('takes what a live run goes on with, once, and refuses a gap', () => {
    const replay = new Replay();
    expect(replay.add({ firstIndex: 0, events: events.slice(0, 5) })).toBe(true);
    expect(replay.add({ firstIndex: 3, events: events.slice(3, 8) })).toBe(true);
    expect(replay.add({ firstIndex: 12, events: events.slice(12) })).toBe(false);
    expect(replay.add({ firstIndex: 8, events: events.slice(8) })).toBe(true);
    replay.seek(200);
    expect(said(replay.model)).toEqual(said(foldTo(200)));
  });

  it('begins again with a batch that replaces all', () => {
    const replay = replayOf();
    replay.seek(100);
    replay.add({ firstIndex: 0, events: events.slice(0, 3) });
    replay.seek(100);
    expect(replay.model.processes).toHaveLength(2);
  });
});

describe('the moments of a run', () => {
  const whole = foldTo(200);

  it('are its exits, joins that returned, hangs and failed tasks, in order', () => {
    expect(momentsOf(whole, 'exit')).toEqual([90, 150, 180]);
    expect(momentsOf(whole, 'join')).toEqual([100]);
    expect(momentsOf(whole, 'hang')).toEqual([]);
    expect(momentsOf(whole, 'failure')).toEqual([70]);
  });

  it.each([
    [90, 1, 150],
    [90, -1, undefined],
    [95, -1, 90],
    [180, 1, undefined],
    [200, -1, 180],
  ] as const)('from %d by %d is %s', (t, by, found) => {
    expect(stepFrom(momentsOf(whole, 'exit'), t, by)).toBe(found);
  });
});
