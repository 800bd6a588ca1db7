/**
 * The board's layout, as `resources/probes/python/joinscope_probe/board.py` writes it: an array
 * of doubles in three regions of records. Times are seconds on the monotonic clock.
 */
import type { WaitKind } from '../../../shared/events';

interface Region {
  /** Each claimed record is a byte of this file beside the board. */
  readonly claims: string;
  readonly start: number;
  readonly recordSize: number;
  readonly records: number;
}

export const OBJECTS: Region = { claims: 'objects.next', start: 0, recordSize: 8, records: 4096 };
export const USES: Region = { claims: 'uses.next', start: endOf(OBJECTS), recordSize: 16, records: 12_288 };
export const WAITS: Region = { claims: 'waits.next', start: endOf(USES), recordSize: 8, records: 8192 };
export const BOARD_DOUBLES = endOf(WAITS);
/** Object 0 stands for "not watched". */
export const FIRST_OBJECT = 1;

function endOf({ start, recordSize, records }: Region): number {
  return start + recordSize * records;
}

/** Fields of a record of {@link OBJECTS}. */
export const OBJECT = { holder: 3, holderSite: 4, partner: 7 } as const;
/**
 * Fields of a record of {@link USES}. `count`: locks taken, items put, tasks started. `count2`:
 * locks that were waited for, items got, tasks finished. `count3`: tasks failed. `spent`: time
 * held, or run. `task` is a task's number plus 1, 0 for none; `taskSince` when it began, 0 for one that
 * is only counted. `peak`: the deepest that a queue was after a put, 0 where that cannot be told.
 */
export const USE = {
  pid: 0,
  object: 1,
  count: 2,
  count2: 3,
  count3: 4,
  waited: 5,
  spent: 6,
  task: 7,
  taskSince: 8,
  submitted: 9,
  peak: 10,
} as const;
/** Fields of a record of {@link WAITS}. `thread` is 0 for the main thread; `since` is 0 while it does not wait. */
export const WAIT = { pid: 0, thread: 1, kind: 2, object: 3, since: 4, timeout: 6, ended: 7 } as const;

/** By number; 0 is none. */
export const WAIT_KINDS: readonly (WaitKind | undefined)[] = [
  undefined,
  'queue-get',
  'queue-put',
  'lock',
  'semaphore',
  'event',
  'condition',
  'barrier',
  'pipe',
  'result',
  'queue-flush',
  'pipe-send',
];
