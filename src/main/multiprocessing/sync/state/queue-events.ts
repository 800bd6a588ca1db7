import type { ClientId, RequestId } from './client';

interface Of {
  readonly client: ClientId;
}
interface Counted extends Of {
  readonly count: number;
}
/** `received`: items, or places, that had reached the client since it came, modulo 2^32. Those on their way are for it. */
interface Waiting extends Counted {
  readonly received: number;
}
interface Asked extends Of {
  readonly request: RequestId;
}

export type QueueEvent<Item> =
  | ({ readonly type: 'attach' } & Of)
  | ({ readonly type: 'put'; readonly items: readonly Item[] } & Of)
  /** So many gets of the client wait now. */
  | ({ readonly type: 'gets-wait' } & Waiting)
  /** An item if there is one now. */
  | ({ readonly type: 'poll-items' } & Asked)
  /** The client took so many more of what it has in hand. */
  | ({ readonly type: 'took' } & Counted)
  /** Answer to `recall-items`: it took so many more, and what it did not take is back. */
  | ({ readonly type: 'items-back' } & Counted)
  /** So many puts of the client wait now. */
  | ({ readonly type: 'puts-wait' } & Waiting)
  | ({ readonly type: 'poll-place' } & Asked)
  /** Answer to `recall-places`: so many were not used. */
  | ({ readonly type: 'places-back' } & Counted)
  | ({ readonly type: 'close' } & Of)
  /** Answer to `closed`: the client puts nothing from now on. */
  | ({ readonly type: 'close-known' } & Of)
  | ({ readonly type: 'task-done' } & Asked)
  | ({ readonly type: 'join' } & Asked)
  /** The client ended, having taken `total` items since it came. */
  | ({ readonly type: 'leave'; readonly total: number } & Of);

export type QueueInstruction<Item> =
  | ({ readonly type: 'deliver'; readonly items: readonly Item[] } & Of)
  | ({ readonly type: 'recall-items' } & Of)
  | ({ readonly type: 'item-polled'; readonly isServed: boolean } & Asked)
  | ({ readonly type: 'grant-places' } & Counted)
  | ({ readonly type: 'recall-places' } & Of)
  | ({ readonly type: 'place-polled'; readonly isServed: boolean } & Asked)
  /** To be answered by `close-known`. */
  | ({ readonly type: 'closed' } & Of)
  /** Closed, and nothing is left: all gets of the client that wait fail. */
  | ({ readonly type: 'drained' } & Of)
  | ({ readonly type: 'task-done'; readonly isRight: boolean } & Asked)
  | ({ readonly type: 'joined' } & Asked);
