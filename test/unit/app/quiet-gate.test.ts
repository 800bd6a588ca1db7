import { describe, expect, it } from 'vitest';
import { QuietGate } from '../../../src/main/app/quiet-gate';
import type { RunEvent } from '../../../src/shared/events';
import type { RunBatch } from '../../../src/shared/recording';

const resting = (t: number, state = 'S'): RunEvent => ({ type: 'sample', t, rows: [{ pid: 7, cpu: 0, state }] });

/** A gate to which events of one run are offered, one a batch. */
function gateOf() {
  const gate = new QuietGate();
  let next = 0;
  const batchOf = (events: readonly RunEvent[], firstIndex = next): RunBatch => {
    next = firstIndex + events.length;
    return { runId: 'r', title: 'r', isLive: true, path: undefined, firstIndex, events };
  };
  return {
    gate,
    offer: (event: RunEvent, isUrgent = false) => gate.pass(batchOf([event]), isUrgent),
    anew: (events: readonly RunEvent[]) => gate.pass(batchOf(events, 0), false),
  };
}

/** Until the page was told that the run rests: at 3500. */
function atRest() {
  const made = gateOf();
  for (let t = 0; t <= 3500; t += 500) expect(made.offer(resting(t))?.events).toHaveLength(1);
  return made;
}

describe('QuietGate', () => {
  it('passes on all that comes until a program rests, and says so then', () => {
    const { offer } = gateOf();
    expect(offer(resting(0))?.isQuiet).toBeUndefined();
    expect(offer(resting(3000))?.isQuiet).toBeUndefined();
    expect(offer(resting(3500))).toMatchObject({ firstIndex: 2, isQuiet: true });
  });

  it('holds samples of a program at rest back, and passes them on together ten seconds later', () => {
    const { offer } = atRest();
    for (let t = 4000; t < 14_000; t += 500) expect(offer(resting(t))).toBeUndefined();
    const passed = offer(resting(14_000));
    expect(passed).toMatchObject({ firstIndex: 8, isQuiet: true });
    expect(passed?.events.map(({ t }) => t)).toEqual(Array.from({ length: 21 }, (_, n) => 4000 + n * 500));
    expect(offer(resting(14_500))).toBeUndefined();
  });

  it('holds them for the longer the longer it rests: for half that time, and for thirty seconds at most', () => {
    const { offer } = atRest();
    const passed: number[] = [];
    for (let t = 4000; t <= 160_000; t += 500) if (offer(resting(t)) !== undefined) passed.push(t);
    expect(passed).toEqual([14_000, 25_500, 48_500, 79_000, 109_500, 140_000]);
    for (let t = 160_500; t <= 164_000; t += 500) offer(resting(t, 'T'));
    const again: number[] = [];
    for (let t = 164_500; t <= 180_000; t += 500) if (offer(resting(t, 'T')) !== undefined) again.push(t);
    expect(again).toEqual([174_500]);
  });

  it('passes on at once what happens, after what is held, and no longer says that it rests', () => {
    const { offer } = atRest();
    offer(resting(4000));
    const passed = offer(resting(4500, 'T'));
    expect(passed).toMatchObject({ firstIndex: 8, events: [resting(4000), resting(4500, 'T')] });
    expect(passed?.isQuiet).toBeUndefined();
    expect(offer(resting(5000, 'T'))).toMatchObject({ firstIndex: 10 });
  });

  it('passes on at once what is urgent', () => {
    const { offer } = atRest();
    offer(resting(4000));
    expect(offer(resting(4500), true)).toMatchObject({ firstIndex: 8, isQuiet: true });
  });

  it('leaves what is held out where the run is sent anew', () => {
    const { gate, offer, anew } = atRest();
    offer(resting(4000));
    const whole = [resting(0), resting(5000)];
    expect(anew(whole)).toMatchObject({ firstIndex: 0, events: whole });
    gate.drop();
    expect(offer(resting(5500))).toMatchObject({ firstIndex: 2, events: [resting(5500)], isQuiet: true });
  });
});
