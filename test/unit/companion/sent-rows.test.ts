import { describe, expect, it } from 'vitest';
import { RowReceiver, RowSender } from '../../../src/main/companion/sent-rows';
import type { RunEvent } from '../../../src/shared/events';
import type { SampleRow } from '../../../src/shared/readings';

const resting: SampleRow = { pid: 10, cpu: 0, rss: 1000 };
const sample = (t: number, rows: SampleRow[]): RunEvent => ({ type: 'sample', t, rows });
/** As a channel does: what arrives is a copy. */
const send = (sender: RowSender, events: readonly RunEvent[]) => structuredClone(sender.pack(events));

describe('rows on their way', () => {
  it('sends a row that did not change once, and its pid afterwards', () => {
    const sender = new RowSender();
    expect(send(sender, [sample(0, [resting])])).toEqual([sample(0, [resting])]);
    expect(send(sender, [sample(1, [resting, { pid: 11 }])])).toEqual([
      { type: 'sample', t: 1, rows: [10, { pid: 11 }] },
    ]);
  });

  it('gives the run every sample whole', () => {
    const sender = new RowSender();
    const receiver = new RowReceiver();
    const busy = (cpu: number) => ({ pid: 11, cpu });
    const batches: RunEvent[][] = [
      [sample(0, [resting, busy(1)]), { type: 'process-joined', t: 1, pid: 12, byPid: 10 }],
      [sample(2, [resting, busy(2)]), sample(3, [resting])],
      [sample(4, [busy(3)])],
      // Away for one sample: it is sent anew.
      [sample(5, [busy(4), resting])],
      [sample(6, [resting, busy(4)])],
    ];
    for (const events of batches) expect(receiver.unpack(send(sender, events))).toEqual(events);
  });
});
