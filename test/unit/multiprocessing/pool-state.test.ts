import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instruction, PoolState } from '../../../src/main/multiprocessing/state/pool-state';
import { playPool } from './play-pool';

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

describe('pool state, in any order of events', () => {
  const step = fc.record({
    // Those that fill lines more often than those that end the pool.
    kind: fc.constantFrom(
      ...Array<string[]>(4).fill(['submit', 'ready', 'return']).flat(),
      'begin',
      'exit',
      'refuse',
      'close',
      'terminate',
    ),
    pick: fc.nat(),
  });

  it('ends each task exactly once and ends itself', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 120 }),
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom(0.1, 50),
        (steps, processes, runMs) => {
          const world = new World(processes);
          for (const { kind, pick } of steps) world.step(kind, pick, runMs);
          world.windUp();
          expect([...world.ends.values()].every((count) => count === 1)).toBe(true);
          expect(world.ends.size).toBe(world.submitted);
          expect(world.isFinished).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** Workers and tasks as a pool's shell has them: it does what it is told, and things happen to it. */
class World {
  readonly ends = new Map<number, number>();
  submitted = 0;
  isFinished = false;
  readonly #state: PoolState;
  /** Lines of the living workers; `undefined` while a worker starts. */
  readonly #lines = new Map<number, number[] | undefined>();
  #now = 0;

  constructor(processes: number) {
    this.#state = new PoolState({ processes });
    this.#obey(this.#state.handle({ type: 'opened' }));
  }

  step(kind: string, pick: number, runMs: number): void {
    this.#now += 1000;
    const workers = [...this.#lines.keys()];
    const workerId = workers[pick % Math.max(1, workers.length)];
    if (kind === 'submit') this.#submit();
    else if (kind === 'close' && pick % 5 === 0) this.#obey(this.#state.handle({ type: 'close-requested' }));
    else if (kind === 'terminate' && pick % 5 === 0) this.#obey(this.#state.handle({ type: 'terminate-requested' }));
    else if (kind === 'exit' && workerId !== undefined) this.#exit(workerId);
    else if (workerId !== undefined) this.#stepWorker(workerId, kind, runMs);
  }

  #stepWorker(workerId: number, kind: string, runMs: number): void {
    const line = this.#lines.get(workerId);
    if (line === undefined) {
      if (kind === 'ready') this.#ready(workerId);
    } else if (line[0] !== undefined) {
      if (kind === 'begin') this.#begin(workerId, line[0]);
      else if (kind === 'return') this.#return(workerId, line, runMs);
      else if (kind === 'refuse') this.#refuse(workerId, line);
    }
  }

  /** Lets everything go on as it should until nothing is left to do. */
  windUp(): void {
    this.#obey(this.#state.handle({ type: 'close-requested' }));
    for (let round = 0; round < 2000 && !this.isFinished; round += 1) {
      for (const [workerId, line] of [...this.#lines]) {
        if (!this.#lines.has(workerId)) continue;
        if (line === undefined) this.#ready(workerId);
        else if (line[0] !== undefined) this.#return(workerId, line, 1);
      }
    }
  }

  #submit(): void {
    if (this.#state.phase !== 'open') return;
    this.submitted += 1;
    this.#obey(this.#state.handle({ type: 'task-submitted', taskId: this.submitted }));
  }

  #ready(workerId: number): void {
    this.#lines.set(workerId, []);
    this.#obey(this.#state.handle({ type: 'worker-ready', workerId }));
  }

  #begin(workerId: number, taskId: number): void {
    this.#obey(this.#state.handle({ type: 'task-started', workerId, taskId }));
  }

  #return(workerId: number, line: number[], runMs: number): void {
    const taskId = line.shift() ?? 0;
    this.#endTask(taskId);
    this.#obey(this.#state.handle({ type: 'task-returned', workerId, taskId, runMs }));
  }

  #refuse(workerId: number, line: number[]): void {
    const taskId = line.pop() ?? 0;
    this.#endTask(taskId);
    this.#obey(this.#state.handle({ type: 'task-refused', workerId, taskId }));
  }

  #exit(workerId: number): void {
    this.#lines.delete(workerId);
    this.#obey(this.#state.handle({ type: 'worker-exited', workerId, at: this.#now }));
  }

  #endTask(taskId: number): void {
    this.ends.set(taskId, (this.ends.get(taskId) ?? 0) + 1);
  }

  #obey(instructions: readonly Instruction[]): void {
    for (const instruction of instructions) {
      if (instruction.type === 'finish') this.isFinished = true;
      else if (instruction.type === 'start-worker') this.#lines.set(instruction.workerId, undefined);
      else if (instruction.type === 'assign') this.#lines.get(instruction.workerId)?.push(instruction.taskId);
      else if (instruction.type === 'fail-task') this.#endTask(instruction.taskId);
      // The worker ends by it: once this list is done.
      else this.#leaving.push(instruction.workerId);
    }
    for (let next = this.#leaving.shift(); next !== undefined; next = this.#leaving.shift()) {
      if (this.#lines.has(next)) this.#exit(next);
    }
  }

  readonly #leaving: number[] = [];
}
