import { describe, expect, it } from 'vitest';
import { Pool } from '../../../src/main/multiprocessing';
import { expectWorks, openPool, tasksModule } from './open-pool';

describe('Pool, functions that are not of its module', () => {
  it('sends a self-contained function as source, once a worker', async () => {
    const pool = openPool({ processes: 1 });
    const add = (a: number, b: number): number => a + b;
    await expect(pool.apply(add, [1, 2])).resolves.toBe(3);
    await expect(pool.starmap(add, [[1, 2], [3, 4]])).resolves.toEqual([3, 7]); // prettier-ignore
    const results: number[] = [];
    for (let factor = 1; factor <= 3; factor += 1) results.push(...(await pool.map((x: number) => x * 2, [factor])));
    expect(results).toEqual([2, 4, 6]);
  });

  it('calls an export of another module', async () => {
    const pool = openPool({ module: 'data:text/javascript,' });
    await expect(pool.apply({ module: tasksModule, name: 'square' }, [3])).resolves.toBe(9);
    await expect(pool.apply({ module: tasksModule, name: 'nope' }, [])).rejects.toThrow(/exports no function nope/);
  });

  it('needs no module where all tasks are functions', async () => {
    await using pool = new Pool({ processes: 1 });
    await expect(pool.apply(async (ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms)), [5])).resolves.toBe(5); // prettier-ignore
    const squares: number[] = [];
    for await (const square of pool.imap((x: number) => x ** 2, [1, 2, 3])) squares.push(square);
    expect(squares).toEqual([1, 4, 9]);
  });

  it('says what a function lacks of where it was written, and refuses what has no text', async () => {
    const pool = openPool();
    const factor = 2;
    await expect(pool.apply((x: number) => x * factor, [1])).rejects.toThrow(/does not see `factor`/);
    await expect(pool.apply(Math.max, [1, 2])).rejects.toThrow(TypeError);
    await expectWorks(pool);
  });

  it('tells a new worker of them too', async () => {
    const pool = openPool({ processes: 1, maxTasksPerChild: 1 });
    const pidOf = (): number => process.pid;
    const pids = [await pool.apply(pidOf, []), await pool.apply(pidOf, []), await pool.apply(pidOf, [])];
    expect(new Set(pids).size).toBe(3);
  });
});
