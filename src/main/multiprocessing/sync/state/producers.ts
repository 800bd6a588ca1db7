import type { MonotonicMilliseconds } from '../../../../shared/units';
import type { ClientId, RequestId } from './client';
import { Pace } from './pace';
import type { QueueInstruction } from './queue-events';
import { WaitingLine } from './waiting-line';

const NONE: readonly [] = [];

interface Producer {
  readonly pace: Pace;
  /** Places granted and not used. */
  places: number;
  /** Of those, how many a put waits for. */
  due: number;
  /** Modulo 2^32. */
  granted: number;
  isRecalled: boolean;
}

interface Poll {
  readonly client: ClientId;
  readonly request: RequestId;
}

type Instruction = QueueInstruction<never>;

/** The putting side of a bounded queue: who waits for a place, who has some in hand. */
export class Producers {
  readonly #all = new Map<ClientId, Producer>();
  readonly #line = new WaitingLine();
  #polls: Poll[] = [];
  #inHand = 0;

  /** Places granted and not used. */
  get inHand(): number {
    return this.#inHand;
  }

  get count(): number {
    return this.#all.size;
  }

  waiting(client: ClientId): number {
    return this.#line.countOf(client);
  }

  wait({ client, count, received }: { client: ClientId; count: number; received: number }): void {
    const producer = this.#producer(client);
    const onTheWay = (producer.granted - received) >>> 0;
    producer.due = Math.min(count, onTheWay);
    this.#line.set(client, count - producer.due);
  }

  poll(client: ClientId, request: RequestId): void {
    this.#producer(client);
    this.#polls.push({ client, request });
  }

  use(client: ClientId, at: MonotonicMilliseconds): void {
    const producer = this.#producer(client);
    if (producer.places === 0) return;
    producer.places -= 1;
    producer.due = Math.max(0, producer.due - 1);
    producer.pace.used(1, at);
    this.#inHand -= 1;
  }

  giveBack(client: ClientId, count: number): void {
    const producer = this.#producer(client);
    const back = Math.min(count, producer.places);
    producer.places -= back;
    producer.due = Math.min(producer.due, producer.places);
    producer.isRecalled = false;
    this.#inHand -= back;
  }

  leave(client: ClientId): void {
    this.#inHand -= this.#all.get(client)?.places ?? 0;
    this.#all.delete(client);
    this.#line.leave(client);
    this.#polls = this.#polls.filter((poll) => poll.client !== client);
  }

  /** Nobody gets a place any more. @returns the polls that fail by it. */
  close(): readonly Poll[] {
    for (const client of this.#line.clients) this.#line.leave(client);
    return this.#polls.splice(0);
  }

  serve(free: number, at: MonotonicMilliseconds): readonly Instruction[] {
    // Nobody asks: so it always is where the queue is unbounded.
    if (this.#line.size === 0 && this.#polls.length === 0) return NONE;
    let left = free;
    const granted = new Map<ClientId, number>();
    const grant = (client: ClientId, count: number, isDue: boolean): void => {
      const producer = this.#producer(client);
      if (producer.places === 0) producer.pace.begin(at);
      producer.places += count;
      if (isDue) producer.due += count;
      this.#inHand += count;
      left -= count;
      producer.granted = (producer.granted + count) >>> 0;
      granted.set(client, (granted.get(client) ?? 0) + count);
    };
    this.#serveWaiting(() => left, grant);
    const polled = this.#servePolls(() => left, grant);
    this.#serveAhead(() => left, grant, new Set(granted.keys()));
    return [
      ...[...granted].map(([client, count]) => ({ type: 'grant-places', client, count }) as const),
      ...polled,
      ...this.#recall(),
    ];
  }

  #serveWaiting(left: () => number, grant: (client: ClientId, count: number, isDue: boolean) => void): void {
    while (left() > 0 && this.#line.size > 0) {
      const client = this.#line.shift((candidate) => !this.#producer(candidate).isRecalled);
      if (client === undefined) return;
      grant(client, 1, true);
    }
  }

  #servePolls(
    left: () => number,
    grant: (client: ClientId, count: number, isDue: boolean) => void,
  ): readonly Instruction[] {
    if (this.#polls.length === 0) return [];
    const polled: Instruction[] = [];
    const waiting: Poll[] = [];
    for (const poll of this.#polls) {
      const isRecalled = this.#producer(poll.client).isRecalled;
      if (left() > 0 && !isRecalled) {
        grant(poll.client, 1, false);
        polled.push({ type: 'place-polled', ...poll, isServed: true });
      } else if (isRecalled || this.#mayComeBack(poll.client)) {
        waiting.push(poll);
      } else {
        polled.push({ type: 'place-polled', ...poll, isServed: false });
      }
    }
    this.#polls = waiting;
    return polled;
  }

  /** Only to those that were just served, and at most half of what is free: others may come. */
  #serveAhead(
    left: () => number,
    grant: (client: ClientId, count: number, isDue: boolean) => void,
    served: ReadonlySet<ClientId>,
  ): void {
    if (this.#line.size > 0 || this.#polls.length > 0 || left() === Infinity) return;
    for (const client of served) {
      const producer = this.#producer(client);
      const ahead = Math.min(producer.pace.ahead - producer.places, Math.floor(left() / 2));
      if (ahead > 0 && !producer.isRecalled) grant(client, ahead, false);
    }
  }

  #recall(): readonly Instruction[] {
    if (this.#line.size === 0 && this.#polls.length === 0) return [];
    const recalled: Instruction[] = [];
    for (const [client, producer] of this.#all) {
      if (producer.isRecalled || producer.places <= producer.due || !this.#doOthersWait(client)) continue;
      producer.isRecalled = true;
      recalled.push({ type: 'recall-places', client });
    }
    return recalled;
  }

  #doOthersWait(client: ClientId): boolean {
    return this.#line.size > this.#line.countOf(client) || this.#polls.some((poll) => poll.client !== client);
  }

  #mayComeBack(forClient: ClientId): boolean {
    for (const [client, producer] of this.#all) {
      if (client !== forClient && (producer.isRecalled || producer.places > producer.due)) return true;
    }
    return false;
  }

  #producer(client: ClientId): Producer {
    let producer = this.#all.get(client);
    if (producer === undefined) {
      producer = { pace: new Pace(), places: 0, due: 0, granted: 0, isRecalled: false };
      this.#all.set(client, producer);
    }
    return producer;
  }
}
