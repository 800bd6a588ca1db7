/** What travels instead of a shared object, and how it is found again on the other side. */
import type { Crossing } from '../codec/crossing';
import { ProcessStateError } from '../errors';
import type { Line, Receiver } from './client/line';
import { linkTo } from './client/home-link';
import type { Host } from './home/client';
import { findOwn, type HomeAddress, isHome, publish } from './home/home';
import { findRoad } from './remote/road';
import type { ResourceId } from './wire/message';

/** Where a resource is, and what its other end must know of it. */
export interface Reference<About> {
  readonly home: HomeAddress;
  readonly resource: ResourceId;
  readonly about: About;
}

/** How an object here reaches its resource elsewhere. */
export class Attachment<About> {
  readonly reference: Reference<About>;
  #isInUse = false;

  constructor(reference: Reference<About>) {
    this.reference = reference;
  }

  get about(): About {
    return this.reference.about;
  }

  /** Whether its object hears what the home says. */
  get isInUse(): boolean {
    return this.#isInUse;
  }

  line(receiver: Receiver): Line {
    this.#isInUse = true;
    return linkTo(this.reference.home).line(this.reference.resource, receiver);
  }
}

/** The reference to what is at home here. */
export function crossingOf(kind: string, about: unknown, { own, host }: { own: object; host: Host }): Crossing {
  return { kind, data: { ...publish(own, host), about } satisfies Reference<unknown> };
}

/**
 * What a process got before. What has a line to its home is kept, as is the line: calls of it
 * may wait there although nobody has the object any more, and a second object would take over
 * their answers. Others (files) go when nobody has them.
 */
const known = new Map<string, Pick<WeakRef<object>, 'deref'>>();

/** What came from a home is made anew when it comes again: the connection to it is another. */
export function forgetHome(address: string): void {
  for (const key of known.keys()) if (key.startsWith(`${address}#`)) known.delete(key);
}

/**
 * The object for a reference: what this process itself made, what it got before, or a new one.
 *
 * @throws {ProcessStateError} when it was made here and is gone.
 */
export function revive<About>(data: unknown, make: (attachment: Attachment<About>) => object): object {
  // The cast: made by crossingOf, in a process of the same program.
  const given = data as Reference<About>;
  const { resource } = given;
  const via = given.home.via ?? findRoad(given.home.address);
  const home = via === undefined ? given.home : { ...given.home, via };
  const reference = { ...given, home };
  const own = findOwn(home.address, resource);
  if (own !== undefined) return own;
  if (isHome(home.address)) throw new ProcessStateError('use it', 'it was made by this process and is gone');
  const key = `${home.address}#${resource}`;
  const before = known.get(key)?.deref();
  if (before !== undefined) return before;
  const attachment = new Attachment(reference);
  const made = make(attachment);
  known.set(key, attachment.isInUse ? { deref: () => made } : new WeakRef(made));
  return made;
}
