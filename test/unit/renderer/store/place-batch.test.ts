import { describe, expect, it } from 'vitest';
import { placeBatch } from '../../../../src/renderer/store/place-batch';
import type { RunEvent } from '../../../../src/shared/events';

const events = (...times: number[]): RunEvent[] => times.map((t) => ({ type: 'gap', t, durationMs: 1 }));

describe('placeBatch', () => {
  it('appends what follows', () => {
    expect(placeBatch(2, { firstIndex: 2, events: events(3, 4) })).toEqual({ kind: 'append', events: events(3, 4) });
  });

  it('takes only what is new of a batch that overlaps', () => {
    expect(placeBatch(3, { firstIndex: 2, events: events(3, 4) })).toEqual({ kind: 'append', events: events(4) });
  });

  it('replaces all with a batch from the first event on', () => {
    expect(placeBatch(7, { firstIndex: 0, events: events(1) })).toEqual({ kind: 'replace', events: events(1) });
  });

  it('sees that something between was missed', () => {
    expect(placeBatch(2, { firstIndex: 3, events: events(4) })).toEqual({ kind: 'gap' });
  });
});
