import { breathe } from '../client/turn';
import { type NamedAbout, SharedObject } from '../shared-object';
import { OP } from '../wire/operation';
import { Parcel } from '../wire/parcel';
import { inItsClass } from './errors';

/** What is used by calling methods at its home. */
export abstract class ManagedObject<About extends NamedAbout> extends SharedObject<About> {
  /** @throws {NotCloneableError} naming the argument that cannot be sent. */
  protected async call(method: string, ...args: readonly unknown[]): Promise<unknown> {
    const parcel = Parcel.of([method, ...args], 'call');
    await breathe();
    try {
      return await this.caller.call(OP.call, { parcel });
    } catch (error) {
      throw inItsClass(error);
    }
  }
}
