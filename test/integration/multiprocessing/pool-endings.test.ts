import { describe, expect, it } from 'vitest';
import { PoolBrokenError, sendSignal, type WorkerLostError } from '../../../src/main/multiprocessing';
import { openPool } from './open-pool';

const UNTIL_KILLED = 60_000;

describe('Pool, why a worker ended', () => {
  it('names the heap limit', async () => {
    const pool = openPool({ processes: 1, env: { NODE_OPTIONS: '--max-old-space-size=24' } });
    const error: unknown = await pool.apply('exhaustHeap', []).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'WorkerLostError', reason: 'heap-limit' });
    expect((error as WorkerLostError).message).toContain('JavaScript heap');
  });

  it('keeps its last words', async () => {
    const error: unknown = await openPool()
      .apply('complainAndExit', [4])
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: 'exit', code: 4, stderrTail: expect.stringContaining('on fire') as string });
  });

  it('does not guess from SIGKILL that memory was short', async () => {
    let begin: () => void = () => undefined;
    // A task that its worker has not begun is handed on, not lost: the kill waits for the beginning.
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const pool = openPool({
      processes: 1,
      onEvent: ({ type }) => {
        if (type === 'task-started') begin();
      },
    });
    const call = pool.apply('wait', [UNTIL_KILLED]).catch((thrown: unknown) => thrown);
    await begun;
    sendSignal(pool.pids[0] ?? 0, 'SIGKILL');
    await expect(call).resolves.toMatchObject({ reason: 'signal', signal: 'SIGKILL', code: null });
  });

  it('gives up at once when the module ends every worker, with its last words', async () => {
    const module = `data:text/javascript,process.stderr.write('no licence');process.exit(9)`;
    const pool = openPool({ module, processes: 2 });
    const error: unknown = await pool.apply('square', [1]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PoolBrokenError);
    expect(error).toMatchObject({ stderrTail: expect.stringContaining('no licence') as string });
    await expect(pool.apply('square', [1])).rejects.toBeInstanceOf(PoolBrokenError);
    await pool.join();
  });

  it('breaks where the initializer is killed each time, after five starts', async () => {
    const pids = new Set<number>();
    const pool = openPool({
      processes: 1,
      initializer: 'signalSelf',
      initArgs: ['SIGSEGV'],
      onEvent: (report) => {
        if (report.type === 'process-renamed') pids.add(report.pid);
      },
    });
    await expect(pool.apply('square', [1])).rejects.toBeInstanceOf(PoolBrokenError);
    expect(pids.size).toBe(5);
    await pool.join();
  });
});
