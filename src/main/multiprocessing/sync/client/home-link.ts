import { connect, type Socket } from 'node:net';
import { isMainThread } from 'node:worker_threads';
import { FrameReader } from '../../codec/frame-reader';
import { ConnectionClosedError } from '../../errors';
import { Haste } from '../../link/haste';
import { loadOwn } from '../../link/native';
import { errorOfFault, type RemoteFault } from '../../remote-error';
import { removeIfDead } from '../home/home-folder';
import type { HomeAddress } from '../home/home';
import type { RequestId } from '../state/client';
import { type Message, readMessage, type ResourceId } from '../wire/message';
import { enter } from '../remote/handshake';
import type { Road } from '../remote/road';
import { OP, type Operation } from '../wire/operation';
import { Outbox } from '../wire/outbox';
import { Parcel } from '../wire/parcel';
import { TraceFile } from '../wire/trace';
import type { Asking, Line, Receiver, Saying } from './line';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

const links = new Map<string, HomeLink>();

/** The connection of this process to a home; one for all that lives there. */
export function linkTo(home: HomeAddress): HomeLink {
  let link = links.get(home.address);
  if (link === undefined) {
    link = new HomeLink(home);
    links.set(home.address, link);
  }
  return link;
}

/**
 * Takes over a connection to a home that is reached by TCP, unless there is one.
 *
 * @returns whether it did.
 */
export function adoptLink(home: HomeAddress, socket: Socket): boolean {
  const known = links.get(home.address);
  if (known !== undefined && known.error === undefined) {
    socket.destroy();
    return false;
  }
  links.set(home.address, new HomeLink(home, socket));
  return true;
}

export function closeLink(address: string): void {
  links.get(address)?.close();
}

class HomeLink {
  readonly #home: HomeAddress;
  readonly #socket: Socket;
  readonly #outbox: Outbox;
  readonly #trace: TraceFile | undefined;
  readonly #receivers = new Map<ResourceId, Receiver>();
  readonly #pending = new Map<RequestId, Pending>();
  readonly #farewell = (code: number): void => this.#leave(code);
  #nextRequest: RequestId = 1;
  #holds = 0;
  #error: Error | undefined;

  /** @param entered a connection on which the home is ready to listen. */
  constructor(home: HomeAddress, entered?: Socket) {
    const { via } = home;
    this.#home = home;
    this.#socket = entered ?? (via === undefined ? connect(home.address) : connect(via.port, via.host));
    this.#outbox = new Outbox(this.#socket, via === undefined && isMainThread ? this.#haste() : undefined);
    // On another machine nobody would read it.
    this.#trace = via === undefined ? traceIn(home.folder) : undefined;
    if (via === undefined || entered !== undefined) this.#listen();
    else void this.#enter(via);
    this.#socket.on('error', () => this.#socket.destroy());
    this.#socket.once('close', () => this.#lose());
    this.#socket.unref();
    process.once('exit', this.#farewell);
    const hello = { token: home.token, pid: process.pid, trace: this.#trace?.name ?? '' };
    this.#outbox.send({ op: OP.hello, resource: 0, count: 0, request: 0, parcel: Parcel.of(hello) });
  }

  /** At once: what is at hand must not be taken, as the home gives it to others. */
  close(): void {
    this.#socket.destroy();
    this.#lose();
  }

  async #enter(via: Road): Promise<void> {
    this.#outbox.hold();
    try {
      await enter(this.#socket, via.authkey);
      this.#listen();
      this.#outbox.release();
    } catch {
      this.#socket.destroy();
    }
  }

  #listen(): void {
    const reader = new FrameReader({ received: (decoder, frame) => this.#receive(readMessage(decoder, frame)) });
    this.#socket.on('data', (chunk) => {
      try {
        reader.push(chunk);
      } catch (error) {
        this.#socket.destroy(error instanceof Error ? error : undefined);
      }
    });
    // It was read in another way before.
    this.#socket.resume();
  }

  /** A thread's memory may be another's before its home has heard of its end. */
  #haste(): Haste {
    const offer = (descriptor: number, mark: number): void => {
      const parcel = Parcel.of({ descriptor, mark });
      const begin = (isOpen: unknown): void => {
        if (isOpen === true) this.#outbox.begin();
      };
      this.ask(0, OP.journal, { parcel }).answer.then(begin, ignore);
    };
    return new Haste(offer, loadOwn);
  }

  get pid(): number {
    return this.#home.pid;
  }

  get error(): Error | undefined {
    return this.#error;
  }

  get outbox(): Outbox {
    return this.#outbox;
  }

  line(resource: ResourceId, receiver: Receiver): Line {
    this.#receivers.set(resource, receiver);
    return new RemoteLine(this, resource);
  }

  send(resource: ResourceId, op: Operation, { count = 0, also = 0, parcel }: Saying = {}): void {
    if (this.#error === undefined) this.#outbox.send({ op, resource, count, request: also, parcel });
  }

  ask(resource: ResourceId, op: Operation, { count = 0, parcel }: Saying = {}): Asking {
    const request = this.#nextRequest;
    this.#nextRequest += 1;
    if (this.#error !== undefined) return { request, answer: Promise.reject(this.#error) };
    this.#outbox.send({ op, resource, count, request, parcel });
    const answer = new Promise<unknown>((resolve, reject) => this.#pending.set(request, { resolve, reject }));
    this.hold(1);
    return { request, answer };
  }

  hold(change: 1 | -1): void {
    const wasHeld = this.#holds > 0;
    this.#holds += change;
    // Only when it changes: before it is connected, the socket keeps each of these calls as a listener.
    if (this.#holds > 0 && !wasHeld) this.#socket.ref();
    else if (this.#holds <= 0 && wasHeld) this.#socket.unref();
  }

  note(resource: ResourceId, value: number): boolean {
    this.#trace?.note(resource, value);
    return this.#trace !== undefined;
  }

  #receive(message: Message): void {
    if (message.op !== OP.answer && message.op !== OP.refusal) {
      this.#receivers.get(message.resource)?.received(message.op, message.count, message.parcel);
      return;
    }
    const pending = this.#pending.get(message.request);
    if (pending === undefined) return;
    this.#pending.delete(message.request);
    this.hold(-1);
    if (message.op === OP.answer) pending.resolve(message.parcel?.open());
    else pending.reject(errorOfFault(message.parcel?.open() as RemoteFault));
  }

  #lose(): void {
    if (this.#error !== undefined) return;
    const error = new ConnectionClosedError(`The process that holds it (pid ${this.#home.pid}) is gone`);
    this.#error = error;
    process.off('exit', this.#farewell);
    this.#trace?.close();
    if (this.#home.via === undefined) removeIfDead(this.#home);
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
    for (const receiver of this.#receivers.values()) receiver.lost(error);
    this.#receivers.clear();
  }

  /** The process ends: what waits to be written is, as far as the system takes it now. */
  #leave(code: number): void {
    this.#outbox.send({ op: OP.close, resource: 0, count: code === 0 ? 0 : 1, request: 0, parcel: undefined });
    this.#outbox.flush();
  }
}

function ignore(): void {
  // The home is gone, as all that uses the link is told.
}

/** Without a trace a client tells each use at once. */
function traceIn(folder: string): TraceFile | undefined {
  try {
    return new TraceFile(folder);
  } catch {
    return undefined;
  }
}

class RemoteLine implements Line {
  readonly resource: ResourceId;
  readonly isHome = false;
  readonly #link: HomeLink;

  constructor(link: HomeLink, resource: ResourceId) {
    this.#link = link;
    this.resource = resource;
    link.send(resource, OP.attach);
  }

  get homePid(): number {
    return this.#link.pid;
  }

  get error(): Error | undefined {
    return this.#link.error;
  }

  send(op: Operation, saying?: Saying): void {
    this.#link.send(this.resource, op, saying);
  }

  ask(op: Operation, saying?: Saying): Asking {
    return this.#link.ask(this.resource, op, saying);
  }

  pack(value: unknown): Pick<Parcel, 'write'> {
    return Parcel.loose(value);
  }

  departed(): Promise<void> {
    return this.#link.outbox.departed();
  }

  hold(change: 1 | -1): void {
    this.#link.hold(change);
  }

  note(value: number): boolean {
    return this.#link.note(this.resource, value);
  }
}
