import { type Crossable, crossing, type Crossing } from '../codec/crossing';
import { Caller } from './client/caller';
import { OwnLine } from './client/own-line';
import type { Host } from './home/client';
import { Attachment, crossingOf } from './reference';

export interface NamedAbout {
  readonly name: string;
}

/** What objects that only call their home have in common. */
export abstract class SharedObject<About extends NamedAbout> implements Crossable {
  readonly name: string;
  protected readonly about: About;
  protected readonly caller: Caller;
  readonly #host: Host | undefined;
  readonly #attachment: Attachment<About> | undefined;

  constructor(made: Attachment<About> | { readonly about: About; readonly host: Host }) {
    this.about = made.about;
    this.name = made.about.name;
    if (made instanceof Attachment) {
      this.#attachment = made;
      this.caller = new Caller(this.name, (receiver) => made.line(receiver));
    } else {
      this.#host = made.host;
      this.caller = new Caller(this.name, (receiver) => new OwnLine(made.host, receiver));
    }
  }

  protected abstract readonly kind: string;

  [crossing](): Crossing {
    if (this.#host === undefined) return { kind: this.kind, data: this.#attachment?.reference };
    return crossingOf(this.kind, this.about, { own: this, host: this.#host });
  }
}
