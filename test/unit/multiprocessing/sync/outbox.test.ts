import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { FrameReader } from '../../../../src/main/multiprocessing/codec/frame-reader';
import { Haste } from '../../../../src/main/multiprocessing/link/haste';
import { HOT_WORD } from '../../../../src/main/multiprocessing/link/journal-layout';
import { openSharedMemory } from '../../../../src/main/multiprocessing/link/shared-memory';
import { readMessage } from '../../../../src/main/multiprocessing/sync/wire/message';
import { OP } from '../../../../src/main/multiprocessing/sync/wire/operation';
import { Outbox } from '../../../../src/main/multiprocessing/sync/wire/outbox';
import { Parcel } from '../../../../src/main/multiprocessing/sync/wire/parcel';

const memory = openSharedMemory(64 * 1024, createRequire(import.meta.url));
const mayShareMemory = memory !== undefined;
if (memory !== undefined) closeSync(memory.descriptor);

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

/** What lets an outbox hold, and whether it has announced that it may. */
function hurried(): { readonly haste: Haste; readonly isHot: () => boolean } {
  let file: number | undefined;
  const haste = new Haste(
    (descriptor) => {
      const opened = openSync(`/proc/self/fd/${descriptor}`, 'r');
      onTestFinished(() => closeSync(opened));
      file = opened;
    },
    createRequire(import.meta.url),
  );
  const word = Buffer.alloc(4);
  const isHot = (): boolean => file !== undefined && readSync(file, word, 0, 4, 4 * HOT_WORD) === 4 && word[0] !== 0;
  return { haste, isHot };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

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
    await nextTurn();
    expect(hasDeparted).toBe(false);
    await expect(received(far, 61)).resolves.toEqual(sent);
    await last;
    expect(near.writableLength).toBe(0);
  });

  it.runIf(mayShareMemory)('leave nobody looking for more once the system has all of them', async () => {
    const [near, far] = await connected();
    const { haste, isHot } = hurried();
    const outbox = new Outbox(near, haste);
    const send = async (value: unknown): Promise<void> => {
      outbox.send(put(value));
      await Promise.resolve();
    };
    const arrived = received(far, 1000);
    for (let index = 0; index < 1000; index += 1) {
      await send(index);
      // Or nobody reads them, and they go together.
      if (index % 100 === 0) await nextTurn();
    }
    await arrived;
    outbox.begin();
    far.pause();
    // In one turn, until the system takes no more.
    let sent = 0;
    while (near.writableLength === 0) {
      await send('x'.repeat(5000));
      sent += 1;
    }
    await nextTurn();
    expect(isHot()).toBe(true);
    await received(far, sent);
    await expect.poll(isHot).toBe(false);
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
