/**
 * The stretch of time that all pictures show, and how zoom and pan change it.
 *
 * What a person chose is a {@link TimeView}; what is drawn now is a {@link TimeWindow}.
 * A view that follows moves its window with each new event.
 */
import type { Milliseconds } from '../units';

export type TimeView =
  | { readonly kind: 'all' }
  /** The last `span` of the run, moving with it. */
  | { readonly kind: 'last'; readonly span: Milliseconds }
  | { readonly kind: 'fixed'; readonly from: Milliseconds; readonly to: Milliseconds };

export interface TimeWindow {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

/** Shorter than this nothing is told apart. */
const MIN_SPAN: Milliseconds = 2;
/** A run that just began is drawn as if it had lasted this long, so that its first marks do not race. */
const MIN_RUN: Milliseconds = 200;

export const WHOLE_RUN: TimeView = { kind: 'all' };

/** @param now the run's newest moment. */
export function windowOf(view: TimeView, now: Milliseconds): TimeWindow {
  const end = Math.max(now, MIN_RUN);
  if (view.kind === 'all') return { from: 0, to: end };
  if (view.kind === 'last') return { from: Math.max(0, end - view.span), to: end };
  return { from: view.from, to: view.to };
}

/** Whether new events come into sight by themselves. */
export function isFollowing(view: TimeView): boolean {
  return view.kind !== 'fixed';
}

/**
 * The view onto `window`, cut to the run: the whole run where it covers it, and following
 * where it touches a living run's end.
 */
export function viewOf(window: TimeWindow, now: Milliseconds, isLive: boolean): TimeView {
  const end = Math.max(now, MIN_RUN);
  const span = Math.min(Math.max(window.to - window.from, MIN_SPAN), end);
  const from = Math.min(Math.max(0, window.from), end - span);
  // One pixel of a wide screen: nearer cannot be aimed at.
  const slack = end / 2000;
  if (span >= end - slack) return WHOLE_RUN;
  if (isLive && from + span >= end - slack) return { kind: 'last', span };
  return { kind: 'fixed', from, to: from + span };
}

/** @param factor below 1 shows less, above 1 more; the moment `at` stays where it is. */
export function zoomed(window: TimeWindow, factor: number, at: Milliseconds): TimeWindow {
  const bounded = Math.max(factor, MIN_SPAN / (window.to - window.from));
  return { from: at - (at - window.from) * bounded, to: at + (window.to - at) * bounded };
}

/** @param share of the window's span; negative goes back in time. */
export function panned(window: TimeWindow, share: number, now: Milliseconds): TimeWindow {
  const span = window.to - window.from;
  const from = Math.min(Math.max(0, window.from + span * share), Math.max(0, Math.max(now, MIN_RUN) - span));
  return { from, to: from + span };
}

/** What is new of a run is worth a drawing once it is as wide as this. As if the picture were as wide as on a large screen. */
export function timeOfPixel({ from, to }: TimeWindow): Milliseconds {
  const WIDTH = 1600;
  return (to - from) / WIDTH;
}

/** Where moments lie on a picture. */
export interface TimeScale extends TimeWindow {
  /** Left edge of the picture's ground and its width, in CSS pixels. */
  readonly left: number;
  readonly width: number;
}

export function xOf(scale: TimeScale, t: Milliseconds): number {
  return scale.left + ((t - scale.from) / (scale.to - scale.from)) * scale.width;
}

export function timeAt(scale: TimeScale, x: number): Milliseconds {
  return scale.from + ((x - scale.left) / scale.width) * (scale.to - scale.from);
}
