import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playPool } from './play-pool';
import { PoolWorld } from './pool-world';

describe('pool state', () => {
  it('hands the oldest task to a worker at rest', () => {
    expect(playPool('ready 1\nready 2\nsubmit 7\nsubmit 8')).toEqual(['assign 1 7', 'assign 2 8']);
  });

  it('keeps a task waiting until a worker returns', () => {
    expect(playPool('ready 1\nsubmit 7\nsubmit 8\nreturn 1 7')).toEqual(['assign 1 7', 'assign 1 8']);
  });

  it('fails only the running task of a lost worker and starts another', () => {
    expect(playPool('ready 1\nready 2\nsubmit 7\nsubmit 8\nbegin 1 7\nexit 1')).toEqual([
      'assign 1 7',
      'assign 2 8',
      'fail 7 worker-lost',
      'start 3',
    ]);
  });

  it('prefetches one task where tasks are short, and takes it back from a lost worker', () => {
    const orders = playPool(
      `ready 1
       submit 1
       return 1 1 0.1
       submit 2
       submit 3
       submit 4
       begin 1 2
       exit 1
       ready 2`,
      { processes: 1 },
    );
    expect(orders).toEqual([
      'assign 1 1',
      'assign 1 2',
      'assign 1 3',
      'fail 2 worker-lost',
      'start 2',
      'assign 2 3',
      'assign 2 4',
    ]);
  });

  it('hands on a task that a lost worker had not begun, but not twice', () => {
    expect(playPool('ready 1\nsubmit 7\nexit 1\nready 2\nexit 2', { processes: 1 })).toEqual([
      'assign 1 7',
      'start 2',
      'assign 2 7',
      'fail 7 worker-lost',
      'start 3',
    ]);
  });

  it('does not prefetch where tasks are long, so that none waits behind a straggler', () => {
    expect(playPool('ready 1\nsubmit 1\nreturn 1 1 50\nsubmit 2\nsubmit 3', { processes: 1 })).toEqual([
      'assign 1 1',
      'assign 1 2',
    ]);
  });

  it('goes on after a task that could not be sent', () => {
    expect(playPool('ready 1\nsubmit 1\nrefuse 1 1\nsubmit 2', { processes: 1 })).toEqual(['assign 1 1', 'assign 1 2']);
  });

  it('finishes the backlog before it sends workers home', () => {
    expect(playPool('ready 1\nsubmit 7\nsubmit 8\nclose\nreturn 1 7\nreturn 1 8\nexit 1', { processes: 1 })).toEqual([
      'assign 1 7',
      'assign 1 8',
      'dismiss 1',
      'finish',
    ]);
  });

  it('replaces a worker that dies while closing only as long as there is work', () => {
    expect(
      playPool('ready 1\nsubmit 7\nsubmit 8\nclose\nbegin 1 7\nexit 1\nready 2\nbegin 2 8\nexit 2', { processes: 1 }),
    ).toEqual(['assign 1 7', 'fail 7 worker-lost', 'start 2', 'assign 2 8', 'fail 8 worker-lost', 'finish']);
  });

  it('fails everything when it is terminated, and finishes with the last worker', () => {
    expect(playPool('ready 1\nsubmit 7\nsubmit 8\nterminate\nexit 1\nexit 2')).toEqual([
      'assign 1 7',
      'fail 7 terminated',
      'fail 8 terminated',
      'end 1',
      'end 2',
      'finish',
    ]);
  });

  it('breaks at the fifth death within 30 s and not at the sixth over a longer time', () => {
    const fast = 'exit 1 0\nexit 2 1\nexit 3 2\nexit 4 3\nsubmit 9\nexit 5 29999';
    expect(playPool(fast)).toContain('fail 9 broken');
    const slow = 'exit 1 0\nexit 2 10000\nexit 3 20000\nexit 4 30000\nexit 5 40000\nexit 6 50000';
    expect(playPool(slow)).toEqual(['start 3', 'start 4', 'start 5', 'start 6', 'start 7', 'start 8']);
  });

  it('forgets deaths when a task comes back', () => {
    const orders = playPool(
      'exit 1 0\nexit 2 1\nexit 3 2\nexit 4 3\nready 5\nsubmit 9\nreturn 5 9\nexit 5 4\nexit 6 5',
    );
    expect(orders).not.toContain('fail 9 broken');
    expect(orders.at(-1)).toBe('start 8');
  });

  it('breaks at once when a worker says that it cannot work', () => {
    expect(playPool('submit 7\nunfit 1\nexit 1\nexit 2')).toEqual(['fail 7 broken', 'end 1', 'end 2', 'finish']);
  });

  it('ignores answers of workers that are gone and for tasks they do not hold', () => {
    expect(playPool('ready 1\nsubmit 7\nreturn 1 8\nreturn 9 7\nexit 9\nready 9')).toEqual(['assign 1 7']);
  });
});

describe('pool state, taking back', () => {
  const shortTasks = 'ready 1\nsubmit 1\nreturn 1 1 0.1';
  const waiting = `${shortTasks}\nsubmit 2\nbegin 1 2\nsubmit 3`;
  const assigned = ['assign 1 1', 'assign 1 2', 'assign 1 3'];

  it('hands a task that waits in line to a worker that becomes ready', () => {
    expect(playPool(`${waiting}\nready 2\ngiveback 1 3`)).toEqual([...assigned, 'ask 1 3', 'assign 2 3']);
  });

  it('hands it to a worker that has done its own, and asks once', () => {
    const script = 'ready 1\nready 2\nsubmit 1\nreturn 1 1 0.1\nsubmit 2\nsubmit 3\nsubmit 4\nbegin 1 2';
    expect(playPool(`${script}\nreturn 2 3 0.1\nbegin 1 2\ngiveback 1 4`)).toEqual([
      'assign 1 1',
      'assign 1 2',
      'assign 2 3',
      'assign 1 4',
      'ask 1 4',
      'assign 2 4',
    ]);
  });

  it('asks everyone, because a worker in a loop of its own does not answer; the oldest first', () => {
    const script = `ready 1\nready 2\nsubmit 1\nreturn 1 1 0.1
      submit 2\nsubmit 3\nsubmit 4\nsubmit 5\nreturn 1 2 0.1\nsubmit 6\nready 3\ngiveback 1 6`;
    const orders = playPool(script, { processes: 3 });
    expect(orders.slice(-3)).toEqual(['ask 2 5', 'ask 1 6', 'assign 3 6']);
  });

  it('asks one worker although another has not answered', () => {
    const script = `${waiting}\nready 2\nsubmit 4\nbegin 2 4\nsubmit 5\nready 3\ngiveback 2 5`;
    const orders = playPool(script, { processes: 3 });
    expect(orders).toEqual([...assigned, 'ask 1 3', 'assign 2 4', 'assign 2 5', 'ask 2 5', 'assign 3 5']);
  });

  it('asks again for what waits in another line since its worker died', () => {
    const orders = playPool(`${waiting}\nready 2\nsubmit 4\nbegin 2 4\nexit 1\nready 3`);
    const rest = ['assign 2 4', 'fail 2 worker-lost', 'start 3', 'assign 2 3', 'ask 2 3'];
    expect(orders).toEqual([...assigned, 'ask 1 3', ...rest]);
  });

  it('waits no more for the answer when the task turns out not to be sendable', () => {
    expect(playPool(`${waiting}\nready 2\nclose\nrefuse 1 3`)).toEqual([...assigned, 'ask 1 3', 'dismiss 2']);
  });

  it('leaves a task where it has begun', () => {
    expect(playPool(`${waiting}\nready 2\nreturn 1 2 0.1\nbegin 1 3\ngiveback 1 3\nsubmit 4`)).toEqual([
      ...assigned,
      'ask 1 3',
      'assign 2 4',
    ]);
  });

  it('lets what was given back wait for a worker at rest, before all others', () => {
    const orders = playPool(`${waiting}\nready 2\nsubmit 4\ngiveback 1 3\nsubmit 5\nreturn 2 4 0.1`);
    expect(orders).toEqual([...assigned, 'ask 1 3', 'assign 2 4', 'assign 2 3', 'assign 1 5']);
  });

  it('takes what was asked for from a worker that died, once', () => {
    expect(playPool(`${waiting}\nready 2\nexit 1\ngiveback 1 3`)).toEqual([
      ...assigned,
      'ask 1 3',
      'fail 2 worker-lost',
      'start 3',
      'assign 2 3',
    ]);
  });

  it('keeps a worker at rest until the answer has come when it is closing', () => {
    expect(playPool(`${waiting}\nclose\nready 2\ngiveback 1 3`)).toEqual([...assigned, 'ask 1 3', 'assign 2 3']);
    expect(playPool(`${waiting}\nclose\nready 2\nreturn 1 2 0.1\nbegin 1 3`)).toEqual([
      ...assigned,
      'ask 1 3',
      'dismiss 2',
    ]);
  });

  it('replaces a worker that dies while closing when another holds two tasks', () => {
    const orders = playPool(`${waiting}\nclose\nexit 2\nready 3\ngiveback 1 3`);
    expect(orders).toEqual([...assigned, 'start 3', 'ask 1 3', 'assign 3 3']);
  });

  it('does not hear of it any more once it is terminated', () => {
    expect(playPool(`${waiting}\nready 2\nterminate\ngiveback 1 3`).slice(-4)).toEqual([
      'fail 2 terminated',
      'fail 3 terminated',
      'end 1',
      'end 2',
    ]);
  });
});

describe('pool state, in any order of events', () => {
  const step = fc.record({
    // Those that fill lines more often than those that end the pool.
    kind: fc.constantFrom(
      ...Array<string[]>(4).fill(['submit', 'ready', 'read', 'hear', 'return']).flat(),
      ...['read', 'hear', 'stick', 'exit', 'refuse', 'close', 'terminate'],
    ),
    pick: fc.nat(),
  });
  const steps = fc.array(step, { maxLength: 200 });
  const size = fc.record({
    processes: fc.integer({ min: 1, max: 4 }),
    runMs: fc.constantFrom(0.1, 50),
    prefetch: fc.integer({ min: 0, max: 3 }),
  });

  it('ends each task exactly once and ends itself', () => {
    fc.assert(
      fc.property(steps, size, (happenings, options) => {
        const world = new PoolWorld(options);
        for (const { kind, pick } of happenings) world.step(kind, pick);
        world.windUp();
        expect([...world.ends.values()].every((count) => count === 1)).toBe(true);
        expect(world.ends.size).toBe(world.submitted);
        expect(world.isFinished).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets no task wait while a worker rests or one could be started, so that tasks may wait for each other', () => {
    fc.assert(
      fc.property(steps, size, (happenings, options) => {
        const world = new PoolWorld(options);
        for (const { kind, pick } of happenings) {
          world.step(kind, pick);
          if (pick % 8 > 0) continue;
          world.quieten();
          if (world.isAnyAtRest || world.living < options.processes) expect(world.waiting).toBe(0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
