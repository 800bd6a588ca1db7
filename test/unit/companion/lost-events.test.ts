import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { LostEvents } from '../../../src/main/companion/lost-events';

let told: number[] = [];
function losses(): LostEvents {
  const lost = new LostEvents((count) => told.push(count));
  onTestFinished(() => lost.flush());
  return lost;
}

beforeEach(() => {
  told = [];
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

it('tells the count of a burst once, when all cores have told theirs', () => {
  const lost = losses();
  lost.overflowed();
  lost.missed(40);
  lost.overflowed();
  lost.missed(2);
  expect(told).toEqual([]);
  vi.runAllTimers();
  expect(told).toEqual([42]);
});

it('tells what the table shows where the kernel told less, and at least that there was a loss', () => {
  const lost = losses();
  lost.overflowed();
  lost.differed(3);
  vi.runAllTimers();
  lost.overflowed();
  vi.runAllTimers();
  expect(told).toEqual([3, 1]);
});

it('tells at the end of a run what it has not told yet, and nothing where nothing was lost', () => {
  losses().flush();
  expect(told).toEqual([]);
  const lost = losses();
  lost.missed(7);
  lost.flush();
  vi.runAllTimers();
  expect(told).toEqual([7]);
});
