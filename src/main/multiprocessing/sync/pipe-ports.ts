import { randomInt } from 'node:crypto';
import { whenCargoIsLost } from '../codec/cargo';
import type { Line, Receiver } from './client/line';
import { OwnLine } from './client/own-line';
import { QueueClient } from './client/queue-client';
import { publish } from './home/home';
import type { EndHosts } from './home/pipe-host';
import { Attachment, type Reference } from './reference';
import type { Ticket } from './state/holders-state';
import type { ResourceId } from './wire/message';
import { OP, type Operation } from './wire/operation';

export interface EndAbout {
  readonly name: string;
  /** Left out where the end does not receive, or does not send. */
  readonly incoming: ResourceId | undefined;
  readonly outgoing: ResourceId | undefined;
}

/** What travels. */
export interface EndReference extends Reference<EndAbout> {
  readonly ticket: Ticket;
}

/** Tickets are sent as numbers of up to five bytes. */
const MOST_TICKETS = 2 ** 31;

/** One process's use of one end of a pipe, however often it arrives there. */
export class PipePorts implements Receiver {
  readonly name: string;
  readonly incoming: QueueClient | undefined;
  readonly outgoing: QueueClient | undefined;
  readonly #line: Line;
  /** Lent, and the home has yet to hear of it. */
  readonly #unsaid: { readonly ticket: Ticket; readonly isBound: boolean }[] = [];
  readonly #home: { readonly hosts: EndHosts } | Reference<EndAbout>;

  constructor(from: Attachment<EndAbout> | { readonly name: string; readonly hosts: EndHosts }) {
    if (from instanceof Attachment) {
      const { about, reference } = from;
      this.name = about.name;
      this.#home = reference;
      this.#line = from.line(this);
      this.incoming = about.incoming === undefined ? undefined : queueOf(reference, about.incoming);
      this.outgoing = about.outgoing === undefined ? undefined : queueOf(reference, about.outgoing);
    } else {
      const { name, hosts } = from;
      this.name = name;
      this.#home = from;
      this.#line = new OwnLine(hosts.end, this);
      const lineTo = (host: EndHosts['incoming']) =>
        host && ((receiver: Receiver): Line => new OwnLine(host, receiver));
      this.incoming = clientOf(name, lineTo(hosts.incoming));
      this.outgoing = clientOf(name, lineTo(hosts.outgoing));
    }
  }

  /** This process holds the end. */
  claim(ticket: Ticket): void {
    this.#say(OP.claim, ticket);
  }

  /** This process holds it no more. */
  async letGo(): Promise<void> {
    this.#sayLent();
    if (this.#line.error === undefined) await this.#line.ask(OP.letGo).answer;
  }

  /** What travels to another process, which counts as a holder from now on. */
  lend(): EndReference {
    const ticket = randomInt(1, MOST_TICKETS);
    const isBound = whenCargoIsLost(() => this.#say(OP.lapse, ticket));
    this.#unsaid.push({ ticket, isBound });
    // Not within a message to the home that is being encoded, of which this may be a part.
    if (this.#line.isHome) this.#sayLent();
    else queueMicrotask(() => this.#sayLent());
    return { ...this.#published(), ticket };
  }

  received(op: Operation): void {
    throw new RangeError(`The end of a pipe hears no ${op}`);
  }

  lost(): void {
    // The queues tell those that wait.
  }

  #sayLent(): void {
    for (const { ticket, isBound } of this.#unsaid.splice(0)) this.#say(OP.lend, ticket, isBound ? 1 : 0);
  }

  #say(op: Operation, count: number, also = 0): void {
    if (this.#line.error === undefined) this.#line.send(op, { count, also });
  }

  #published(): Reference<EndAbout> {
    const home = this.#home;
    if (!('hosts' in home)) return home;
    const { end, incoming, outgoing } = home.hosts;
    const idOf = (host: EndHosts['incoming']): ResourceId | undefined => host && publish(host, host).resource;
    const about = { name: this.name, incoming: idOf(incoming), outgoing: idOf(outgoing) };
    return { ...publish(this, end), about };
  }
}

/** This process's use of queues elsewhere: what one end receives, the other sends, and a process may have both. */
const queues = new Map<string, QueueClient>();

function queueOf(reference: Reference<EndAbout>, resource: ResourceId): QueueClient {
  const key = `${reference.home.address}#${resource}`;
  const known = queues.get(key);
  if (known !== undefined) return known;
  const { name } = reference.about;
  const queue = new QueueClient({ name, isBounded: false }, (receiver) =>
    new Attachment({ ...reference, resource }).line(receiver),
  );
  queues.set(key, queue);
  return queue;
}

function clientOf(name: string, lineOf: ((receiver: Receiver) => Line) | undefined): QueueClient | undefined {
  return lineOf && new QueueClient({ name, isBounded: false }, lineOf);
}
