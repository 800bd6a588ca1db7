import { describe, expect, it } from 'vitest';
import type { Line, Receiver } from '../../../../src/main/multiprocessing/sync/client/line';
import { QueueClient } from '../../../../src/main/multiprocessing/sync/client/queue-client';
import { OP, type Operation } from '../../../../src/main/multiprocessing/sync/wire/operation';
import { Parcel } from '../../../../src/main/multiprocessing/sync/wire/parcel';

/** A line to a home that has not answered yet. */
function farAway(): {
  readonly client: QueueClient;
  readonly said: Operation[];
  answer: () => void;
  closed: () => void;
} {
  const said: Operation[] = [];
  const answers: (() => void)[] = [];
  let receiver: Receiver | undefined;
  const line: Line = {
    resource: 1,
    homePid: 7,
    isHome: false,
    error: undefined,
    send: (op) => void said.push(op),
    ask: (op) => {
      said.push(op);
      return { request: 1, answer: new Promise((resolve) => answers.push(() => resolve(0))) };
    },
    pack: (value) => Parcel.of(value),
    departed: () => Promise.resolve(),
    hold: () => undefined,
    note: () => true,
  };
  const client = new QueueClient({ name: 'queue-1', isBounded: false }, (given) => {
    receiver = given;
    return line;
  });
  const answer = (): void => {
    for (const settle of answers.splice(0)) settle();
  };
  return { client, said, answer, closed: () => receiver?.received(OP.closed, 0, undefined) };
}

/** Whether it is settled once all is done that can be done now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  void promise.then(() => (settled = true));
  await new Promise((resolve) => setImmediate(resolve));
  return settled;
}

describe('a process that the home of a queue has not heard of', () => {
  it('has put nothing until it is: a close would overtake it', async () => {
    const { client, said, answer } = farAway();
    const puts = Promise.all([client.put('one', {}), client.put('two', {})]);
    await expect(isSettled(puts)).resolves.toBe(false);
    // Both are on their way, and are asked about once.
    expect(said).toEqual([OP.put, OP.size, OP.put]);
    answer();
    await expect(puts).resolves.toEqual([undefined, undefined]);
    await expect(isSettled(client.put('three', {}))).resolves.toBe(true);
    expect(said.slice(3)).toEqual([OP.put]);
  });

  it('is known by the first thing that the home says to it', async () => {
    const { client, said, closed } = farAway();
    closed();
    await expect(client.put('late', {})).rejects.toThrow('closed');
    expect(said).toEqual([OP.closeKnown]);
  });
});
