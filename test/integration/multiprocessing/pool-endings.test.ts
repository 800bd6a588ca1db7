import { describe, expect, it } from 'vitest';
import { PoolBrokenError } from '../../../src/main/multiprocessing';
import { openPool } from './open-pool';

describe('Pool, why a worker ended', () => {
  it('keeps its last words', async () => {
    const error: unknown = await openPool()
      .apply('complainAndExit', [4])
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ reason: 'exit', code: 4, stderrTail: expect.stringContaining('on fire') as string });
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
});
