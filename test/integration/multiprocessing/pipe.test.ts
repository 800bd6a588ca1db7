import { describe, expect, it, onTestFinished } from 'vitest';
import {
  BrokenPipeError,
  EndOfPipeError,
  Event,
  Pipe,
  type PipeEnd,
  Pool,
  type PoolOptions,
  Process,
  ProcessStateError,
  Queue,
  TimeoutError,
} from '../../../src/main/multiprocessing';
import type { Report } from '../../../src/shared/report';

const module = new URL('./fixtures/pipe-tasks.mjs', import.meta.url);

function openPool(options: PoolOptions = {}): Pool {
  const pool = new Pool({ module, processes: 1, ...options });
  onTestFinished(async () => {
    pool.terminate();
    await pool.join();
  });
  return pool;
}

/** Starts a child with the end, which this process then holds no more: the usual way with a pipe. */
async function startWith(name: string, end: PipeEnd, ...rest: unknown[]): Promise<Process> {
  const child = new Process({ target: { module, name }, args: [end, ...rest] });
  await child.start();
  onTestFinished(async () => {
    child.kill();
    await child.join();
  });
  await end.close();
  return child;
}

describe('Pipe', () => {
  it('carries messages both ways, and tells a child of its end', async () => {
    const [one, other] = Pipe();
    const child = await startWith('echo', other);
    await one.send({ list: [1, new Uint8Array(3)] });
    await expect(one.recv()).resolves.toEqual({ echo: { list: [1, new Uint8Array(3)] } });
    await one.close();
    await child.join();
    expect(child.exitCode).toBe(0);
  });

  it('gives what a child sent before it ended, then says that this was all', async () => {
    const [receiver, sender] = Pipe(false);
    await startWith('sendAndLeave', sender, 500);
    for (let item = 0; item < 500; item += 1) await expect(receiver.recv()).resolves.toBe(item);
    await expect(receiver.poll({ timeout: 60_000 })).resolves.toBe(true);
    await expect(receiver.recv()).rejects.toBeInstanceOf(EndOfPipeError);
    await expect(receiver.send(1)).rejects.toBeInstanceOf(ProcessStateError);
  });

  it('ends when the last holder of the other end is killed', async () => {
    const [one, other] = Pipe();
    await startWith('holdEnd', other);
    process.kill((await one.recv()) as number, 'SIGKILL');
    await expect(one.recv()).rejects.toBeInstanceOf(EndOfPipeError);
    await expect(one.send('nobody')).rejects.toBeInstanceOf(BrokenPipeError);
  });

  it.each(['process', 'thread'] as const)('ends when a %s dies before it used the end', async (startMethod) => {
    const [one, other] = Pipe();
    const child = new Process({
      target: { module: new URL('./none.mjs', module), name: 'none' },
      args: [other],
      startMethod,
    });
    await child.start();
    child.kill();
    await other.close();
    await expect(one.recv()).rejects.toBeInstanceOf(EndOfPipeError);
    await child.join();
  });

  it('stays open on its way through queues and processes that close it', async () => {
    const pool = openPool();
    const [one, other] = Pipe();
    const [there, back] = [new Queue<PipeEnd>(), new Queue<PipeEnd>()];
    await there.put(other);
    await other.close();
    await pool.apply('passOn', [there, back]);
    await using again = await back.get();
    await one.send('still there');
    await expect(again.recv()).resolves.toBe('still there');
    expect(again.closed).toBe(false);
    await again.close();
    await expect(one.recv()).rejects.toBeInstanceOf(EndOfPipeError);
  });

  it.each(['process', 'thread'] as const)('has both ends in one other %s', async (startMethod) => {
    const [one, other] = Pipe();
    const pool = openPool({ startMethod });
    const [arrived, go] = [new Event(), new Event()];
    const said = pool.apply('talkToItself', [one, other, { arrived, go }]);
    await arrived.wait();
    await Promise.all([one.close(), other.close()]);
    await go.set();
    await expect(said).resolves.toEqual([1, 2, 'EndOfPipeError', 'BrokenPipeError']);
  });

  it('looks without taking, waits no longer than told, and ends calls when it is closed', async () => {
    const [receiver, sender] = Pipe(false);
    await expect(receiver.poll()).resolves.toBe(false);
    await expect(receiver.poll({ timeout: 5 })).resolves.toBe(false);
    const looking = receiver.poll({ timeout: Infinity });
    await sender.send('a');
    await expect(looking).resolves.toBe(true);
    await expect(receiver.poll()).resolves.toBe(true);
    await expect(receiver.recv()).resolves.toBe('a');
    await expect(receiver.recv({ timeout: 5 })).rejects.toBeInstanceOf(TimeoutError);
    await expect(receiver.recv({ signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
    const waiting = expect(receiver.recv()).rejects.toBeInstanceOf(ProcessStateError);
    await receiver.close();
    await waiting;
    await expect(sender.send('b')).rejects.toBeInstanceOf(BrokenPipeError);
  });

  it('tells its waits as those of a pipe', async () => {
    const reports: Report[] = [];
    const [one, other] = Pipe(true, { name: 'told', onEvent: (report) => void reports.push(report) });
    const receiving = one.recv();
    await expect
      .poll(() => reports.find(({ type }) => type === 'wait-started'), { timeout: 30_000 })
      .toMatchObject({ wait: 'pipe', object: expect.stringContaining('told') as string });
    await other.send(1);
    await receiving;
    await expect
      .poll(() => reports.find(({ type }) => type === 'wait-ended'), { timeout: 30_000 })
      .toMatchObject({ wait: 'pipe' });
  });
});
