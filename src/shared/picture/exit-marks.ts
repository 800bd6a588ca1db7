import type { RunModel } from '../model/run-model';
import { exitOf } from './exit';
import { type TimeScale, xOf } from './time-window';

export interface ExitMark {
  /** Position of the process in order of start. */
  readonly index: number;
  readonly name: string;
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
    if (x - (marks.at(-1)?.x ?? -Infinity) >= APART) marks.push({ index, name, x });
  }
  return marks;
}
