/**
 * The lanes as shapes: where each stretch of a process's life lies, in CSS pixels.
 *
 * Spans that would fall on one pixel become one shape that says how many it stands for,
 * so a lane never has more shapes than pixels.
 */
import type { ProcessRow, Span } from '../model/process-row';
import { byCode } from '../model/span-log';
import { sortOfWait, type WaitSort } from '../model/wait-curves';
import type { Milliseconds } from '../units';
import { type TimeScale, xOf } from './time-window';

/** How a stretch is drawn. */
export type ShapeKind = 'task' | 'failed' | WaitSort;

export interface LaneShape {
  readonly kind: ShapeKind;
  readonly x: number;
  readonly width: number;
  /** Spans it stands for. */
  readonly count: number;
  readonly label: string;
  /** What the span was, for words. */
  readonly span: Span['kind'];
}

/** Narrower shapes with less room between them than this are merged. */
const NARROW = 3;
const CLOSE = 0.75;

export function shapeKindOf({ kind, outcome }: Pick<Span, 'kind' | 'outcome'>): ShapeKind {
  if (outcome === 'failed' || outcome === 'lost') return 'failed';
  return kind === 'task' ? 'task' : sortOfWait[kind];
}

const shapeKinds = byCode(shapeKindOf);
const isTask = byCode(({ kind }) => kind === 'task');

/** A shape that still takes in the spans after it: a lane of thousands is laid out ten times a second. */
type GrowingShape = { -readonly [Key in keyof LaneShape]: LaneShape[Key] };

/**
 * The shapes of one process, in the order in which they are drawn: waits above the tasks
 * that do the waiting.
 *
 * @param now the end of what has not ended.
 */
export function shapesOf({ spans, exitedMs }: ProcessRow, scale: TimeScale, now: Milliseconds): readonly LaneShape[] {
  const waits: GrowingShape[] = [];
  const tasks: GrowingShape[] = [];
  const open = exitedMs ?? now;
  const end = scale.left + scale.width;
  for (let place = 0; place < spans.length; place += 1) {
    const from = spans.fromAt(place);
    const to = spans.endAt(place, open);
    if (to < scale.from || from > scale.to) continue;
    const left = Math.max(scale.left, xOf(scale, from));
    const width = Math.max(0.5, Math.min(end, xOf(scale, to)) - left);
    const code = spans.codeAt(place);
    const kind = shapeKinds[code] ?? 'task';
    const shapes = isTask[code] === true ? tasks : waits;
    const last = shapes[shapes.length - 1];
    // A failed task is never swallowed by its neighbours: it is what one looks for.
    if (last?.kind === kind && kind !== 'failed' && mayMerge(last, left, width)) {
      last.width = Math.max(last.x + last.width, left + width) - last.x;
      last.count += 1;
      continue;
    }
    const span = spans.all[place];
    if (span !== undefined) shapes.push({ kind, x: left, width, count: 1, label: span.label, span: span.kind });
  }
  return [...tasks, ...waits];
}

function mayMerge(last: LaneShape, left: number, width: number): boolean {
  return left - (last.x + last.width) < CLOSE && Math.min(last.width, width) < NARROW;
}

/** The span under a moment; the shortest where several lie above each other. */
export function spanAt({ spans, exitedMs }: ProcessRow, t: Milliseconds, reach: Milliseconds): Span | undefined {
  let found: number | undefined;
  let shortest = Infinity;
  for (let place = 0; place < spans.length; place += 1) {
    const from = spans.fromAt(place);
    const to = spans.endAt(place, exitedMs ?? Infinity);
    if (t < from - reach || t > to + reach) continue;
    if (found === undefined || to - from < shortest) {
      shortest = to - from;
      found = place;
    }
  }
  return found === undefined ? undefined : spans.all[found];
}
