import { describe, expect, it } from 'vitest';
import { PageFeed } from '../../../src/main/app/page-feed';
import type { RunEvent } from '../../../src/shared/events';
import type { RunBatch } from '../../../src/shared/recording';

const batchOf = (firstIndex: number, count: number, runId = 'r'): RunBatch => ({
  runId,
  title: runId,
  isLive: true,
  path: undefined,
  firstIndex,
  events: Array.from({ length: count }, (_, t): RunEvent => ({ type: 'lost', t, count: 1, source: 'kernel' })),
});

/** A feed, what was sent as `first+count`, and the number of the last pulse. */
function feedOf(held: Readonly<Record<string, RunBatch>> = {}) {
  const sent: string[] = [];
  let pulse = 0;
  const feed = new PageFeed({
    send: ({ firstIndex, events }) => sent.push(`${firstIndex}+${events.length}`),
    askPulse: (number) => (pulse = number),
    replayOf: (runId) => held[runId],
  });
  return { feed, sent, answer: () => feed.taken(pulse), lastPulse: () => pulse };
}

describe('PageFeed', () => {
  it('sends nothing to a page that does not listen', () => {
    const { feed, sent } = feedOf();
    feed.offer(batchOf(0, 3));
    expect(sent).toEqual([]);
  });

  it('passes batches on, with one pulse in the air at a time', () => {
    const { feed, sent, answer, lastPulse } = feedOf();
    feed.listen();
    feed.offer(batchOf(0, 3));
    feed.offer(batchOf(3, 2));
    expect(sent).toEqual(['0+3', '3+2']);
    expect(lastPulse()).toBe(1);
    answer();
    expect(lastPulse()).toBe(2);
    answer();
    expect(lastPulse()).toBe(2);
  });

  it('holds back from a page that is busy, and gives it the whole when it has caught up', () => {
    const { feed, sent, answer } = feedOf({ r: batchOf(0, 12_000) });
    feed.listen();
    feed.offer(batchOf(0, 20_000));
    feed.offer(batchOf(20_000, 1));
    feed.offer(batchOf(20_001, 1));
    expect(sent).toEqual(['0+20000']);
    answer();
    expect(sent.slice(1)).toEqual(['0+5000', '5000+5000', '10000+2000']);
    feed.offer(batchOf(12_000, 1));
    expect(sent.at(-1)).toBe('12000+1');
  });

  it('does not begin a long replay again because of its length', () => {
    const { feed, sent, answer } = feedOf({ r: batchOf(0, 60_000) });
    feed.listen();
    feed.replay('r');
    feed.offer(batchOf(60_000, 1));
    answer();
    expect(sent.at(-1)).toBe('60000+1');
    expect(sent.filter((part) => part.startsWith('0+'))).toHaveLength(1);
  });

  it('does not send twice what is delivered because a replay was taken', () => {
    const sent: number[] = [];
    const feed: PageFeed = new PageFeed({
      send: ({ firstIndex }) => sent.push(firstIndex),
      askPulse: () => undefined,
      replayOf: () => {
        feed.offer(batchOf(2, 1));
        return batchOf(0, 3);
      },
    });
    feed.listen();
    feed.replay('r');
    expect(sent).toEqual([0]);
  });

  it('forgets what a page had before it when that page is loaded anew', () => {
    const { feed, sent, answer } = feedOf();
    feed.listen();
    feed.offer(batchOf(0, 30_000));
    feed.offer(batchOf(30_000, 1));
    feed.reset();
    answer();
    feed.listen();
    feed.offer(batchOf(30_001, 1));
    expect(sent).toEqual(['0+30000', '30001+1']);
  });

  it('says that a run is not held', () => {
    expect(feedOf().feed.replay('gone')).toBe(false);
  });

  it('sends samples of a live run at rest seldom, and of a recording at once', () => {
    const { feed, sent } = feedOf();
    feed.listen();
    const offer = (t: number, isLive: boolean): void =>
      feed.offer({ ...batchOf(t, 0, isLive ? 'live' : 'opened'), isLive, events: [{ type: 'sample', t, rows: [] }] });
    for (const isLive of [true, false]) for (let t = 4000; t < 4010; t += 1) offer(t, isLive);
    expect(sent.slice(0, 2)).toEqual(['4000+1', '4000+1']);
    expect(sent).toHaveLength(11);
  });

  it('begins with the whole for a page that asks, without what was held for it', () => {
    const { feed, sent } = feedOf({ r: batchOf(0, 5) });
    feed.listen();
    const offer = (firstIndex: number): void =>
      feed.offer({ ...batchOf(firstIndex, 0), events: [{ type: 'sample', t: 4000, rows: [] }] });
    offer(3);
    offer(4);
    expect(sent).toEqual(['3+1']);
    feed.replay('r');
    offer(5);
    expect(sent).toEqual(['3+1', '0+5', '5+1']);
  });
});
