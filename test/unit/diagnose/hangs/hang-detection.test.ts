import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/shared/events';
import { HangDetection } from '../../../../src/main/diagnose/hangs/hang-detection';
import { hangRules } from '../../../../src/main/diagnose/hangs/rules';
import { calm } from './calm-scenarios';
import { hangs as usual, underForkserver } from './hang-scenarios';
import { hangsIn, runOf, told } from './play-hang';

const hangs = [...usual, ...underForkserver];

describe('hangs', () => {
  it.each(hangs)('$name: $kind, $confidence', ({ script, play, kind, pids, confidence, says = [] }) => {
    const found = hangsIn(script, play);
    const last = found.at(-1);
    expect({ kind: last?.kind, pids: last?.pids, confidence: last?.confidence }).toEqual({ kind, pids, confidence });
    expect(new Set(found.map(({ hang }) => hang)).size).toBe(1);
    const said = last === undefined ? [] : [last.title, ...last.evidence, ...last.ruledOut, ...last.advice];
    expect(said.map(({ id }) => id)).toEqual(expect.arrayContaining([...says]));
  });

  it.each(hangs)('$name: told within 3 s of the last move', ({ script, play }) => {
    const [first] = hangsIn(script, play);
    expect((first?.t ?? Infinity) - (first?.sinceMs ?? 0)).toBeLessThanOrEqual(3000);
  });

  it.each(calm)('none: $name', ({ script, play }) => {
    expect(told(script, play)).toEqual([]);
  });

  it('is told once while nothing changes', () => {
    expect(hangsIn('0 start 10 cat\n1000 stand 10 read:pipe:[7]=10', { until: 60_000 })).toHaveLength(1);
  });

  it('is told again when more becomes known, under the same name', () => {
    const found = hangsIn(`
      0 start 10 python3 p.py
      1 start 11<10 python3 p.py
      5 join 10 11
      9 wait 11 queue-flush q
      3600 stand 10 child=11
      3600 stand 11 lock=11 write:pipe:[7]=10,11`);
    expect(found.map(({ hang, confidence }) => [hang, confidence])).toEqual([
      ['hang-1', 'likely'],
      ['hang-1', 'certain'],
    ]);
  });

  it('is found when what a process told of itself arrives after the look at its threads', () => {
    const run = runOf(`
      0 start 10 python3 p.py
      1 start 11<10 python3 p.py
      5 join 10 11
      9 wait 11 queue-flush q
      1000 stand 10 child=11
      1000 stand 11 lock=11 write:pipe:[7]=10,11`);
    const isLate = ({ type, t }: RunEvent) => type !== 'sample' && t > 1 && t < 1000;
    const lateFrom = run.findLastIndex(({ type }) => type === 'standstill') + 1;
    const before = run.slice(0, lateFrom).filter((event) => !isLate(event));
    const arrived = [...before, ...run.filter(isLate), ...run.slice(lateFrom)];
    const detection = new HangDetection();
    const found = arrived.flatMap((event) => detection.apply(event));
    expect(found).toMatchObject([{ type: 'hang', kind: 'join-before-drain', confidence: 'certain' }]);
  });

  it('is over when one of its processes has gone', () => {
    const [hang, end, ...more] = told(`
      0 start 10 a
      1 start 11<10 b
      1000 stand 10 write:pipe:[1]=11
      1000 stand 11 lock=11
      4000 exit 11 SIGTERM`);
    expect(hang).toMatchObject({ type: 'hang', kind: 'blocked-on-full-pipe' });
    expect(end).toMatchObject({ type: 'hang-ended', t: 4000, hang: 'hang-1', lastedMs: 3500 });
    expect(more).toEqual([]);
  });

  it('is over when they move again', () => {
    const events = told(`
      0 start 10 python3 p.py
      1 start 11<10 python3 p.py
      10 wait 10 lock B 11
      10 wait 11 lock A 10
      3000 waited 10 lock B`);
    expect(events.map(({ type }) => type)).toEqual(['hang', 'hang-ended']);
  });

  it('finds in a recording what it found in the run, whatever hangs stand in it', () => {
    for (const { script, play } of hangs) {
      const live = new HangDetection();
      const recorded = runOf(script, play).flatMap((event) => [event, ...live.apply(event)]);
      const again = new HangDetection();
      const found = recorded.flatMap((event) => again.apply(event));
      expect(found).toEqual(recorded.filter(({ type }) => type.startsWith('hang')));
    }
  });

  it('names the source of each rule, and a lesson', () => {
    expect(new Set(hangRules.map(({ kind }) => kind)).size).toBe(6);
    expect(hangRules.every(({ source, lesson }) => source.length > 10 && lesson !== '')).toBe(true);
  });
});
