import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
import { exitOf } from './exit';
import { type TimeScale, xOf } from './time-window';

export interface ExitMark {
  /** Position of the process in order of start. */
  readonly index: number;
  readonly name: string;
  readonly t: Milliseconds;
  /** CSS pixels. */
  readonly x: number;
}

/** Lines nearer to each other than this are one. CSS pixels. */
const APART = 2;

/** More ends than this are drawn faint and without names. */
const CROWD = 6;

export function isCrowded(marks: readonly ExitMark[]): boolean {
  return marks.length > CROWD;
}

/** The ends that need a look, as lines through a picture of time, from left to right. */
export function exitMarks(model: RunModel, scale: TimeScale): readonly ExitMark[] {
  const marks: ExitMark[] = [];
  const ended = model.processes
    .filter((row) => exitOf(row)?.tone === 'early')
    .sort((a, b) => (a.exitedMs ?? 0) - (b.exitedMs ?? 0));
  for (const { index, name, exitedMs = 0 } of ended) {
    if (exitedMs < scale.from || exitedMs > scale.to) continue;
    const x = xOf(scale, exitedMs);
    if (x - (marks.at(-1)?.x ?? -Infinity) >= APART) marks.push({ index, name, t: exitedMs, x });
  }
  return marks;
}

/** The name of an end, beside its line. */
export interface ExitName {
  readonly mark: ExitMark;
  readonly isLeft: boolean;
}

/** From its line to its name, and from there to the next line. CSS pixels. */
const BESIDE = 6;
/** A first name nearer to the right edge than this stands left of its line. */
const NEAR_EDGE = 130;

/** The first end has its name, each later one where that fits before the next line; a crowd has none. */
export function exitNames(
  marks: readonly ExitMark[],
  right: number,
  widthOf: (mark: ExitMark) => number,
): readonly ExitName[] {
  if (isCrowded(marks)) return [];
  const names: ExitName[] = [];
  let taken = -Infinity;
  marks.forEach((mark, place) => {
    const isLeft = place === 0 && mark.x > right - NEAR_EDGE;
    const end = mark.x + BESIDE + widthOf(mark);
    const isFitting = mark.x > taken && end + BESIDE <= (marks[place + 1]?.x ?? right);
    if (place > 0 && !isFitting) return;
    names.push({ mark, isLeft });
    taken = isLeft ? mark.x : end;
  });
  return names;
}

/** Where processes ended as they should, in CSS pixels: one of those that would fall together. */
export function quietEnds(model: RunModel, scale: TimeScale): readonly number[] {
  const places = new Set<number>();
  for (const row of model.processes) {
    const { exitedMs } = row;
    if (exitedMs === undefined || exitedMs < scale.from || exitedMs > scale.to) continue;
    if (exitOf(row)?.tone !== 'early') places.add(Math.round(xOf(scale, exitedMs) / APART) * APART);
  }
  return [...places];
}

/** As near as this a mark is pointed at. CSS pixels. */
const NEAR = 6;

/** The mark that is pointed at: the nearest, where one is near. */
export function exitMarkAt(marks: readonly ExitMark[], x: number): ExitMark | undefined {
  let nearest: ExitMark | undefined;
  for (const mark of marks) {
    const distance = Math.abs(mark.x - x);
    if (distance <= NEAR && distance < Math.abs((nearest?.x ?? Infinity) - x)) nearest = mark;
  }
  return nearest;
}
