/**
 * The lanes as shapes: where each stretch of a process's life lies, in CSS pixels.
 *
 * Spans that would fall on one pixel become one shape that says how many it stands for,
 * so a lane never has more shapes than pixels.
 */
import type { ProcessRow, Span } from '../model/process-row';
import type { Milliseconds } from '../units';
import { type TimeScale, xOf } from './time-window';

/** How a stretch is drawn. */
export type ShapeKind = 'task' | 'failed' | 'join' | 'queue' | 'lock';

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

const KINDS: Readonly<Record<Span['kind'], ShapeKind>> = {
  task: 'task',
  join: 'join',
  result: 'join',
  'queue-get': 'queue',
  'queue-put': 'queue',
  pipe: 'queue',
  'queue-flush': 'queue',
  'pipe-send': 'queue',
  event: 'queue',
  condition: 'queue',
  barrier: 'queue',
  lock: 'lock',
  semaphore: 'lock',
};

/** Narrower shapes with less room between them than this are merged. */
const NARROW = 3;
const CLOSE = 0.75;

export function shapeKindOf(span: Span): ShapeKind {
  return span.outcome === 'failed' || span.outcome === 'lost' ? 'failed' : KINDS[span.kind];
}

/** A shape that still takes in the spans after it: a lane of thousands is laid out ten times a second. */
type GrowingShape = { -readonly [Key in keyof LaneShape]: LaneShape[Key] };

/**
 * The shapes of one process, in the order in which they are drawn: waits above the tasks
 * that do the waiting.
 *
 * @param now the end of what has not ended.
 */
export function shapesOf(row: ProcessRow, scale: TimeScale, now: Milliseconds): readonly LaneShape[] {
  const waits: GrowingShape[] = [];
  const tasks: GrowingShape[] = [];
  for (const span of row.spans) {
    const to = span.to ?? row.exitedMs ?? now;
    if (to < scale.from || span.from > scale.to) continue;
    const left = Math.max(scale.left, xOf(scale, span.from));
    const right = Math.min(scale.left + scale.width, xOf(scale, to));
    addTo(span.kind === 'task' ? tasks : waits, span, { left, width: Math.max(0.5, right - left) });
  }
  return [...tasks, ...waits];
}

function addTo(shapes: GrowingShape[], span: Span, { left, width }: { left: number; width: number }): void {
  const kind = shapeKindOf(span);
  const last = shapes.at(-1);
  // A failed task is never swallowed by its neighbours: it is what one looks for.
  if (last?.kind !== kind || kind === 'failed' || !mayMerge(last, left, width)) {
    shapes.push({ kind, x: left, width, count: 1, label: span.label, span: span.kind });
    return;
  }
  last.width = Math.max(last.x + last.width, left + width) - last.x;
  last.count += 1;
}

function mayMerge(last: LaneShape, left: number, width: number): boolean {
  return left - (last.x + last.width) < CLOSE && Math.min(last.width, width) < NARROW;
}

/** The span under a moment; the shortest where several lie above each other. */
export function spanAt(row: ProcessRow, t: Milliseconds, reach: Milliseconds): Span | undefined {
  let found: Span | undefined;
  let shortest = Infinity;
  for (const span of row.spans) {
    const to = span.to ?? row.exitedMs ?? Infinity;
    if (t < span.from - reach || t > to + reach) continue;
    if (to - span.from < shortest) {
      shortest = to - span.from;
      found = span;
    } else found ??= span;
  }
  return found;
}
