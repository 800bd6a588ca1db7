/** Managers that others connect to by TCP, with a key. */
import { createServer, connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { Lock, LockHolderDiedError, Manager, Queue, type Road } from '../../../src/main/multiprocessing';
import { openPool } from './open-pool';

const module = new URL('./fixtures/remote-client.mjs', import.meta.url);
const authkey = 'a key of the tests';

interface Served {
  readonly road: Road;
  readonly manager: Manager;
  readonly jobs: Queue<unknown>;
  readonly lock: Lock;
}

async function serve(): Promise<Served> {
  const manager = new Manager();
  const [jobs, lock, counts, nothing] = [new Queue(), new Lock(), manager.dict(), new Queue()];
  manager.register('jobs', () => jobs);
  manager.register('lock', () => lock);
  manager.register('counts', () => Promise.resolve(counts));
  manager.register('nothing', () => nothing);
  manager.register('sum', (one: number, other: number) => ({ sum: one + other }));
  const { host, port } = await manager.serve({ authkey });
  onTestFinished(() => manager.shutdown());
  return { road: { host, port, authkey }, manager, jobs, lock };
}

it('gives queues, locks and dicts as what they are, and all else as a copy', async () => {
  const { road, jobs } = await serve();
  const pool = openPool({ module });
  await jobs.put('one');
  await expect(pool.apply('useAll', [road])).resolves.toEqual({
    job: 'one',
    sum: { sum: 42 },
    error: 'KeyError: The manager has registered no none; it has jobs, lock, counts, nothing, sum',
    closed: 'ConnectionClosedError',
  });
  await expect(jobs.get()).resolves.toEqual({ job: 'one', isSame: true });
});

it('serves the children of who connected', async () => {
  const { road, jobs } = await serve();
  await expect(openPool({ module }).apply('passOn', [road])).resolves.toBe(0);
  await expect(jobs.get()).resolves.toBe('from a grandchild');
});

it('lets nobody in who has another key, and goes on', async () => {
  const { road } = await serve();
  const pool = openPool({ module, processes: 1 });
  await expect(pool.apply('connectOnly', [{ ...road, authkey: 'another' }])).rejects.toMatchObject({
    cause: { name: 'AuthenticationError', message: 'The manager has another authkey' },
  });
  await expect(pool.apply('connectOnly', [road])).resolves.toBeUndefined();
});

it('closes on strangers, whatever they say', async () => {
  const { road } = await serve();
  for (const words of ['GET / HTTP/1.1\r\n\r\n', 'x'.repeat(1_000_000), '']) {
    const stranger = connect(road.port, road.host);
    stranger.on('error', () => undefined).resume();
    stranger.end(words);
    await once(stranger, 'close');
  }
  await expect(openPool({ module, processes: 1 }).apply('connectOnly', [road])).resolves.toBeUndefined();
});

it.each(['SSH-2.0-something and more than a greeting is long\r\n'.repeat(3), 'short'])(
  'is told from what listens there instead',
  async (words) => {
    const other = createServer((socket) => void socket.on('error', () => undefined).end(words)).listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    // The cast: it listens on a port.
    const { port } = other.address() as AddressInfo;
    await expect(Manager.connect({ host: '127.0.0.1', port, authkey })).rejects.toMatchObject({
      name: 'ConnectionClosedError',
    });
  },
);

it('hears when a holder of a lock is killed, as it does without a network', async () => {
  const { road, lock } = await serve();
  const pool = openPool({ module, processes: 1 });
  await expect(pool.apply('dieWithLock', [road])).rejects.toMatchObject({ name: 'WorkerLostError' });
  await expect(lock.acquire()).rejects.toBeInstanceOf(LockHolderDiedError);
});

it('leaves nobody waiting when it is shut down', async () => {
  const { road, manager, jobs } = await serve();
  const waits = openPool({ module, processes: 1 }).apply('waitForNothing', [road]);
  await expect(jobs.get()).resolves.toBe('waits');
  manager.shutdown();
  await expect(waits).resolves.toBe('ConnectionClosedError');
});

it('asks for a key, a host and a port', async () => {
  const manager = new Manager();
  await expect(manager.serve({} as never)).rejects.toThrow('Expected authkey of serve to be a string or a Uint8Array');
  await expect(manager.serve({ authkey: '' })).rejects.toThrow(TypeError);
  await expect(Manager.connect({ authkey: 'x' } as never)).rejects.toThrow('Expected host of Manager.connect');
  expect(() => manager.register('x', 1 as never)).toThrow('to be a function');
});
