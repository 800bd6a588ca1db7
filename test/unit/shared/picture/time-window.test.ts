import { describe, expect, it } from 'vitest';
import {
  isFollowing,
  panned,
  timeAt,
  viewOf,
  WHOLE_RUN,
  windowOf,
  xOf,
  zoomed,
} from '../../../../src/shared/picture/time-window';

describe('time window', () => {
  it('shows the whole run until somebody chooses otherwise', () => {
    expect(windowOf(WHOLE_RUN, 5000)).toEqual({ from: 0, to: 5000 });
  });

  it('moves with the run where it follows it', () => {
    const view = viewOf({ from: 8000, to: 10_000 }, 10_000, true);
    expect(view).toEqual({ kind: 'last', span: 2000 });
    expect(windowOf(view, 12_000)).toEqual({ from: 10_000, to: 12_000 });
  });

  it('stays where it was put otherwise', () => {
    const view = viewOf({ from: 1000, to: 3000 }, 10_000, true);
    expect(isFollowing(view)).toBe(false);
    expect(windowOf(view, 12_000)).toEqual({ from: 1000, to: 3000 });
  });

  it('does not follow a run that is over', () => {
    expect(viewOf({ from: 8000, to: 10_000 }, 10_000, false).kind).toBe('fixed');
  });

  it('becomes the whole run when it is zoomed out beyond it', () => {
    expect(viewOf({ from: -500, to: 20_000 }, 10_000, false)).toBe(WHOLE_RUN);
  });

  it('never leaves the run', () => {
    expect(viewOf({ from: -1000, to: 1000 }, 10_000, false)).toEqual({ kind: 'fixed', from: 0, to: 2000 });
    expect(panned({ from: 9000, to: 10_000 }, 0.5, 10_000)).toEqual({ from: 9000, to: 10_000 });
  });

  it('keeps the moment under the pointer in its place when it zooms', () => {
    const window = zoomed({ from: 0, to: 1000 }, 0.5, 250);
    expect(window).toEqual({ from: 125, to: 625 });
    expect((250 - window.from) / (window.to - window.from)).toBeCloseTo(0.25);
  });

  it('stops zooming where nothing is told apart any more', () => {
    const { from, to } = zoomed({ from: 0, to: 4 }, 0.001, 2);
    expect(to - from).toBeCloseTo(2);
  });

  it('turns moments to pixels and back', () => {
    const scale = { from: 1000, to: 3000, left: 50, width: 400 };
    expect(xOf(scale, 2000)).toBe(250);
    expect(timeAt(scale, 250)).toBe(2000);
  });
});
