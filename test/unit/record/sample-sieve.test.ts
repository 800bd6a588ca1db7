import { describe, expect, it } from 'vitest';
import { SampleSieve } from '../../../src/main/record/sample-sieve';

const sample = (t: number): string => `{"type":"sample","t":${t},"columns":{"pid":[${'1,'.repeat(40)}1]}}\n`;
const other = (t: number): string => `{"type":"gap","t":${t},"durationMs":1}\n`;

function passing(text: string, { room, piece }: { readonly room: number; readonly piece: number }) {
  const bytes = Buffer.from(text);
  const sieve = new SampleSieve(bytes.length, room);
  const passed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) passed.push(sieve.push(bytes.subarray(at, at + piece)));
  passed.push(sieve.end());
  return { text: Buffer.concat(passed).toString(), dropped: sieve.dropped };
}

const timesOf = (text: string): number[] => [...text.matchAll(/"sample","t":(\d+)/g)].map((match) => Number(match[1]));
const day = Array.from({ length: 2000 }, (_, t) => sample(t) + (t % 100 === 0 ? other(t) : '')).join('');

describe('samples taken out of the bytes of a recording', () => {
  it('leaves as many bytes of samples as there is room for, evenly over the file, and every other line', () => {
    const { text, dropped } = passing(day, { room: 20_000, piece: 65_536 });
    const times = timesOf(text);
    expect(text.split('\n').filter((line) => line.includes('gap'))).toHaveLength(20);
    expect(times.length + dropped).toBe(2000);
    expect(times.length * sample(1000).length).toBeGreaterThan(19_000);
    expect(times.length * sample(1000).length).toBeLessThan(21_000);
    const steps = times.slice(1).map((t, place) => t - (times[place] ?? 0));
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThanOrEqual(1);
  });

  it('does not depend on where the pieces end', () => {
    const whole = passing(day, { room: 20_000, piece: day.length });
    for (const piece of [1, 2, 3, 16, 17, 18, 101, 4096]) {
      expect(passing(day, { room: 20_000, piece })).toEqual(whole);
    }
  });

  it('lets all pass for which there is room, and samples that are few among other lines', () => {
    expect(passing(day, { room: day.length, piece: 500 })).toEqual({ text: day, dropped: 0 });
    const busy = Array.from({ length: 200 }, (_, t) => sample(t) + other(t).repeat(50)).join('');
    expect(passing(busy, { room: busy.length / 8, piece: 500 })).toEqual({ text: busy, dropped: 0 });
  });

  it('keeps a last line that was cut off where it begins, and no part of a sample that was left out', () => {
    const torn = `${other(1)}{"type":"sam`;
    expect(passing(torn, { room: 1, piece: 5 }).text).toBe(torn);
    const halves = sample(1) + sample(2) + sample(3).slice(0, 60);
    expect(passing(halves, { room: 1, piece: 7 }).text).toBe(sample(1));
  });
});
