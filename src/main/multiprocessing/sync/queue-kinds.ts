import { registerCrossing } from '../codec/crossing';
import { Queue, type QueueAbout } from './queue';
import { revive } from './reference';
import { ReleaseError } from './sync-errors';
import { OP } from './wire/operation';

/** A {@link Queue} that knows when all that was put is done, after CPython's `multiprocessing.JoinableQueue`. */
export class JoinableQueue<Item> extends Queue<Item> {
  protected override readonly kind: string = 'joinable-queue';

  /** An item that was got is done. @throws {ReleaseError} when more are done than were put. */
  async taskDone(): Promise<void> {
    if ((await this.client.ask(OP.taskDone)) === true) return;
    throw new ReleaseError(`${this.name} has no item that is not done`);
  }

  /** Waits until every item that was put is done. */
  async join(): Promise<void> {
    await this.client.ask(OP.join);
  }
}

registerCrossing('joinable-queue', (data) => revive<QueueAbout>(data, (attachment) => new JoinableQueue(attachment)));
