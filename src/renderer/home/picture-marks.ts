/** What the small picture on the first screen shows: the marks of a run, in its own units. */

export interface Block {
  readonly from: number;
  readonly to: number;
}

export interface Lane {
  readonly name: string;
  readonly bornAt: number;
  readonly endsAt: number;
  readonly tasks: readonly Block[];
}

/** Length of the picture. */
export const PICTURE_LENGTH = 100;
/** When the third worker is killed. */
export const KILLED_AT = 71;
/** From here on the main process waits in join. */
export const JOIN_FROM = 11;

const WORKERS = 4;
const KILLED = 3;

/** The same picture each time: the lengths come from a fixed sequence (a linear congruential generator). */
export const workers: readonly Lane[] = Array.from({ length: WORKERS }, (_, index) => {
  const next = sequenceFrom(7 * index + 3);
  const number = index + 1;
  const bornAt = 6 + index * 1.6;
  const endsAt = number === KILLED ? KILLED_AT : 97 - index * 1.3;
  return { name: `worker-${number}`, bornAt, endsAt, tasks: tasksBetween(bornAt + 1.5, endsAt, next) };
});

function tasksBetween(start: number, end: number, next: () => number): readonly Block[] {
  const tasks: Block[] = [];
  let at = start;
  while (at < end - 1.5) {
    const to = Math.min(end, at + 4 + next() * 7);
    tasks.push({ from: at, to });
    // Now and then a worker waits for its queue.
    at = to + (next() > 0.82 ? 3.5 : 0.5);
  }
  return tasks;
}

/** Values from 0 to 1; constants of Park and Miller's minimal standard generator. */
function sequenceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 1000) / 1000;
  };
}
