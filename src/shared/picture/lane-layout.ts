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

/**
 * The shapes of one process, in the order in which they are drawn: waits above the tasks
 * that do the waiting.
 *
 * @param now the end of what has not ended.
 */
export function shapesOf(row: ProcessRow, scale: TimeScale, now: Milliseconds): readonly LaneShape[] {
  const waits: LaneShape[] = [];
  const tasks: LaneShape[] = [];
  for (const span of row.spans) {
    const to = span.to ?? row.exitedMs ?? now;
    if (to < scale.from || span.from > scale.to) continue;
    add(span.kind === 'task' ? tasks : waits, shapeOf(span, to, scale));
  }
  return [...tasks, ...waits];
}

function shapeOf(span: Span, to: Milliseconds, scale: TimeScale): LaneShape {
  const left = Math.max(scale.left, xOf(scale, span.from));
  const right = Math.min(scale.left + scale.width, xOf(scale, to));
  return {
    kind: shapeKindOf(span),
    x: left,
    width: Math.max(0.5, right - left),
    count: 1,
    label: span.label,
    span: span.kind,
  };
}

function add(shapes: LaneShape[], shape: LaneShape): void {
  const last = shapes.at(-1);
  // A failed task is never swallowed by its neighbours: it is what one looks for.
  if (last?.kind !== shape.kind || shape.kind === 'failed' || !mayMerge(last, shape)) {
    shapes.push(shape);
    return;
  }
  const right = Math.max(last.x + last.width, shape.x + shape.width);
  shapes[shapes.length - 1] = { ...last, width: right - last.x, count: last.count + shape.count };
}

function mayMerge(last: LaneShape, next: LaneShape): boolean {
  return next.x - (last.x + last.width) < CLOSE && Math.min(last.width, next.width) < NARROW;
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
