import type { EventSink } from '../../event-sink';
import { OP } from '../wire/operation';
import type { Client } from './client';
import { EndHost } from './end-host';
import { withdraw } from './home';
import { QueueHost } from './queue-host';
import type { QueueWaits } from './queue-report';

/** One end: who holds it, and the queues through which it receives and sends. */
export interface EndHosts {
  readonly end: EndHost;
  readonly incoming: QueueHost | undefined;
  readonly outgoing: QueueHost | undefined;
}

export interface PipeHostOptions {
  readonly name: string;
  readonly duplex: boolean;
  readonly sink: EventSink | undefined;
  /** Nobody holds either end. */
  readonly ended: () => void;
}

const WAITS: QueueWaits = { get: 'pipe', put: 'pipe-send' };

/** A pipe where it lives. Without `duplex` the first end only receives and the second only sends. */
export function makePipe({ name, duplex, sink, ended }: PipeHostOptions): readonly [EndHosts, EndHosts] {
  const queue = (to: string): QueueHost => new QueueHost({ name: `${name} (${to})`, maxSize: 0, sink, waits: WAITS });
  const toFirst = queue('to first');
  const toSecond = duplex ? queue('to second') : undefined;
  const queues = [toFirst, toSecond].filter((one) => one !== undefined);
  const over = (): void => {
    // Who is left may take what was sent; nobody takes what it sends.
    for (const one of queues) close(one);
    if (!ends.every(({ isOver }) => isOver)) return;
    for (const one of queues) withdraw(one);
    ended();
  };
  const ends = [new EndHost(over), new EndHost(over)] as const;
  const first: EndHosts = { end: ends[0], incoming: toFirst, outgoing: toSecond };
  const second: EndHosts = { end: ends[1], incoming: toSecond, outgoing: toFirst };
  return [first, second];
}

function close(queue: QueueHost): void {
  queue.received(NOBODY, { op: OP.close, resource: 0, count: 0, request: 0, parcel: undefined });
}

/** The home itself, which wants no answer. */
const NOBODY: Client = { id: 0, pid: process.pid, send: ignore, answer: ignore, refuse: ignore, trace: () => 0 };

function ignore(): void {
  // See above.
}
