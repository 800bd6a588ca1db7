import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FrameReader } from '../../../../src/main/multiprocessing/codec/frame-reader';
import { readMessage } from '../../../../src/main/multiprocessing/sync/wire/message';
import { OP } from '../../../../src/main/multiprocessing/sync/wire/operation';
import { Outbox } from '../../../../src/main/multiprocessing/sync/wire/outbox';
import { Parcel } from '../../../../src/main/multiprocessing/sync/wire/parcel';

/** Both ends of a connection; the second does not read yet. */
async function connected(): Promise<readonly [Socket, Socket]> {
  const folder = mkdtempSync(join(tmpdir(), 'js-test-outbox-'));
  const server = createServer({ pauseOnConnect: true }).listen(join(folder, 's'));
  const near = connect(join(folder, 's'));
  const [far] = (await once(server, 'connection')) as [Socket];
  if (near.connecting) await once(near, 'connect');
  onTestFinished(() => {
    near.destroy();
    far.destroy();
    server.close();
    rmSync(folder, { recursive: true });
  });
  return [near, far];
}

const put = (value: unknown) => ({ op: OP.put, resource: 1, count: 0, request: 0, parcel: Parcel.of(value) });

/** Values that arrive there from now on, until there are so many. */
async function received(far: Socket, count: number): Promise<readonly unknown[]> {
  const values: unknown[] = [];
  const reader = new FrameReader({
    received: (decoder, frame) => void values.push(readMessage(decoder, frame).parcel?.open()),
  });
  far.on('data', (chunk) => reader.push(chunk)).resume();
  while (values.length < count) await once(far, 'data');
  return values;
}

describe('messages out', () => {
  it('have departed when the system has all of them, and arrive in their order whatever it took at once', async () => {
    const [near, far] = await connected();
    const outbox = new Outbox(near);
    const sent: unknown[] = [];
    const send = (value: unknown): Promise<void> => {
      sent.push(value);
      outbox.send(put(value));
      return outbox.departed();
    };
    await send(0);
    expect(near.writableLength).toBe(0);
    // More than a socket holds, small and large, in turns of their own.
    let hasDeparted = false;
    const last = (async () => {
      for (let index = 1; index <= 60; index += 1) {
        const departed = send(index % 3 === 0 ? `${index}`.repeat(50_000) : index);
        if (index === 60) await departed;
        else await Promise.resolve();
      }
      hasDeparted = true;
    })();
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasDeparted).toBe(false);
    await expect(received(far, 61)).resolves.toEqual(sent);
    await last;
    expect(near.writableLength).toBe(0);
  });

  it('are waited for no longer when the connection is gone', async () => {
    const [near, far] = await connected();
    const outbox = new Outbox(near);
    near.on('error', () => undefined);
    outbox.send(put('x'.repeat(3_000_000)));
    const departed = outbox.departed();
    far.destroy();
    near.destroy();
    await expect(departed).resolves.toBeUndefined();
  });
});
