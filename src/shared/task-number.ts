import type { TaskId } from './units';

/** A Python pool's chunk of a map is numbered by its call and its place there (`number_of` in the probe's `pools.py`). */
const CHUNK_STEP = 2 ** 32;

/** As people read it: `7`, and `7.2` for the third chunk of call 7. */
export function taskNumber(task: TaskId): string {
  const chunk = Math.floor(task / CHUNK_STEP);
  return chunk === 0 ? String(task) : `${task % CHUNK_STEP}.${chunk}`;
}
