import { describe, expect, it } from 'vitest';
import type { BoardReading } from '../../../../src/main/companion/board/board-file';
import { BoardStory } from '../../../../src/main/companion/board/board-story';
import { OBJECT, OBJECTS, USE, USES, WAIT, WAIT_KINDS, WAITS } from '../../../../src/main/companion/board/layout';
import { BoardNames } from '../../../../src/main/companion/board/names';

type Fields<Names extends Record<string, number>> = Partial<Record<keyof Names, number>>;

/** A board with the given records; object 0 stands for nothing, so the first given is object 1. */
function board(given: {
  readonly objects?: readonly Fields<typeof OBJECT>[];
  readonly uses?: readonly Fields<typeof USE>[];
  readonly waits?: readonly Fields<typeof WAIT>[];
}): BoardReading {
  return {
    objects: records(OBJECTS.recordSize, OBJECT, [{}, ...(given.objects ?? [])]),
    uses: records(USES.recordSize, USE, given.uses ?? []),
    waits: records(WAITS.recordSize, WAIT, given.waits ?? []),
  };
}

function records<Names extends Record<string, number>>(size: number, names: Names, given: readonly Fields<Names>[]) {
  const values = new Float64Array(size * given.length);
  given.forEach((fields, index) => {
    for (const [name, value] of Object.entries(fields)) values[index * size + (names[name] ?? 0)] = value ?? 0;
  });
  return values;
}

const kind = (name: string) => WAIT_KINDS.findIndex((one) => one === name);

function story(...objects: readonly (readonly [kind: string, label: string])[]) {
  const names = new BoardNames();
  objects.forEach(([what, label], index) => names.name(index + 1, what, label));
  names.addPlace(20, 3, { file: 'a.py', line: 7, function: 'hold' });
  // The run began at second 100 of the monotonic clock.
  return new BoardStory(names, (seconds) => Math.round((seconds - 100) * 1000));
}

describe('a wait on the board', () => {
  const waiting = (since: number, ended = 0) => ({ pid: 10, kind: kind('lock'), object: 1, since, timeout: -1, ended });
  const held = { objects: [{ holder: 20, holderSite: 3 }] };

  it('is told when it lasts, with who holds the lock and where it was taken', () => {
    const told = story(['lock', 'Lock a.py:1']);
    expect(told.take(board({ ...held, waits: [waiting(101)] }), 1010)).toEqual([]);
    expect(told.take(board({ ...held, waits: [waiting(101)] }), 1100)).toEqual([
      {
        type: 'wait-started',
        t: 1000,
        pid: 10,
        wait: 'lock',
        object: 'Lock a.py:1',
        holderPid: 20,
        holderFile: 'a.py',
        holderLine: 7,
        holderFunction: 'hold',
      },
      {
        type: 'lock-holder',
        t: 1100,
        wait: 'lock',
        object: 'Lock a.py:1',
        holderPid: 20,
        file: 'a.py',
        line: 7,
        function: 'hold',
      },
    ]);
    expect(told.take(board({ ...held, waits: [waiting(101)] }), 1200)).toEqual([]);
  });

  it('ends at its own moment, even when the next has begun', () => {
    const told = story(['lock', 'Lock a.py:1']);
    told.take(board({ ...held, waits: [waiting(101)] }), 1100);
    const [ended] = told.take(board({ ...held, waits: [waiting(101.19, 101.15)] }), 1200);
    expect(ended).toMatchObject({ type: 'wait-ended', t: 1150, pid: 10, waitedMs: 150 });
  });

  it('tells when the lock changes hands while somebody waits', () => {
    const told = story(['lock', 'Lock a.py:1']);
    told.take(board({ ...held, waits: [waiting(101)] }), 1100);
    expect(told.take(board({ objects: [{ holder: 0 }], waits: [waiting(101)] }), 1200)).toEqual([
      { type: 'lock-holder', t: 1200, wait: 'lock', object: 'Lock a.py:1', holderPid: null },
    ]);
  });

  it('of another thread than the main one is not told', () => {
    const told = story(['lock', 'Lock a.py:1']);
    expect(told.take(board({ ...held, waits: [{ ...waiting(101), thread: 2 }] }), 1500)).toEqual([]);
  });

  it('for the flush of a queue names the holder of its write lock', () => {
    const told = story(['queue', 'Queue a.py:1'], ['guard', 'Queue write lock a.py:1']);
    const objects = [{ holder: 30, partner: 2 }, { holder: 20 }];
    const [started] = told.take(
      board({ objects, waits: [{ pid: 10, kind: kind('queue-flush'), object: 1, since: 101 }] }),
      1500,
    );
    expect(started).toMatchObject({ wait: 'queue-flush', holderPid: 20 });
  });

  it('ends with its process', () => {
    const told = story(['lock', 'Lock a.py:1']);
    const reading = board({ ...held, waits: [waiting(101)] });
    told.take(reading, 1100);
    expect(told.processEnded(reading, { pid: 10, t: 1130, code: null, signal: 'SIGKILL' })).toEqual([
      { type: 'wait-ended', t: 1130, pid: 10, wait: 'lock', object: 'Lock a.py:1', waitedMs: 130 },
    ]);
    expect(told.take(reading, 1300)).toEqual([]);
  });
});

describe('counts on the board', () => {
  it('of a queue are summed over its processes, the living ones counted', () => {
    const told = story(['queue', 'Queue a.py:1']);
    const uses = [
      { pid: 10, object: 1, count: 5, peak: 3 },
      { pid: 20, object: 1, count: 1, count2: 4 },
    ];
    const depth = { type: 'queue-depth', queue: 'Queue a.py:1', depth: 2, peak: 3, puts: 6, gets: 4 };
    expect(told.take(board({ uses }), 100)).toEqual([{ ...depth, t: 100, producers: 2, consumers: 1 }]);
    told.processEnded(board({ uses }), { pid: 20, t: 110, code: 0, signal: null });
    expect(told.take(board({ uses }), 400)).toEqual([{ ...depth, t: 400, producers: 1, consumers: 0 }]);
  });

  it('of a pipe that was emptied before the first look say that something was in it', () => {
    const told = story(['pipe', 'Pipe a.py:1']);
    const uses = [{ pid: 10, object: 1, count: 9, count2: 9 }];
    expect(told.take(board({ uses }), 100)).toMatchObject([{ depth: 0, peak: 1, puts: 9, gets: 9 }]);
  });

  it('are told now and then, and all of them at last', () => {
    const told = story(['lock', 'Lock a.py:1']);
    const used = (count: number) => board({ uses: [{ pid: 10, object: 1, count, spent: 0.5 }] });
    expect(told.take(used(1), 0)).toMatchObject([{ type: 'lock-tally', acquires: 1, heldMs: 500 }]);
    expect(told.take(used(2), 100)).toEqual([]);
    expect(told.take(used(2), 150, true)).toMatchObject([{ acquires: 2 }]);
  });

  it('of tasks are told as what came since, and never fall', () => {
    const told = story(['pool', 'Pool a.py:1']);
    const used = (count: number, submitted: number) =>
      board({
        uses: [
          { pid: 10, object: 1, submitted },
          { pid: 20, object: 1, count, count2: 2 },
        ],
      });
    expect(told.take(used(3, 9), 0)).toMatchObject([{ type: 'task-tally', submitted: 9, started: 3, finished: 2 }]);
    // One was taken back, because it failed and was told.
    expect(told.take(used(2, 9), 500)).toEqual([]);
    expect(told.take(used(4, 9), 1000)).toMatchObject([{ submitted: 0, started: 1, finished: 0 }]);
  });

  it('tell the start of a task that lasts, once, and not again when its worker tells it', () => {
    const told = story(['pool', 'Pool a.py:1']);
    const start = { type: 'task-started', t: 1000, pool: 'Pool a.py:1', task: 7, pid: 10 } as const;
    const reading = board({ uses: [{ pid: 10, object: 1, task: 8, taskSince: 101 }] });
    expect(told.take(reading, 1020)).toEqual([]);
    expect(told.take(reading, 1100)).toEqual([start]);
    expect(told.take(reading, 1200)).toEqual([]);
    expect(told.wasTold({ ...start, task: 6 })).toBe(false);
    expect(told.wasTold(start)).toBe(true);
    expect(told.wasTold(start)).toBe(false);
  });

  it('tell the start of a task that its worker did not outlive', () => {
    const told = story(['pool', 'Pool a.py:1']);
    const exit = { pid: 10, t: 1010, code: null, signal: 'SIGKILL' };
    const reading = board({ uses: [{ pid: 10, object: 1, task: 8, taskSince: 101 }] });
    expect(told.take(reading, 1005)).toEqual([]);
    expect(told.processEnded(reading, exit)).toEqual([
      { type: 'task-started', t: 1000, pool: 'Pool a.py:1', task: 7, pid: 10 },
      { type: 'task-lost', pool: 'Pool a.py:1', task: 7, ...exit },
    ]);
    expect(told.take(reading, 1200)).toEqual([]);
  });

  it('tell a task that a worker held at its end as lost', () => {
    const told = story(['pool', 'Pool a.py:1']);
    const reading = board({ uses: [{ pid: 20, object: 1, task: 8 }] });
    const exit = { pid: 20, t: 50, code: null, signal: 'SIGKILL' };
    expect(told.processEnded(reading, exit)).toEqual([{ type: 'task-lost', pool: 'Pool a.py:1', task: 7, ...exit }]);
    expect(told.processEnded(reading, exit)).toEqual([]);
  });
});

it('two objects made in one line are told apart', () => {
  const names = new BoardNames();
  names.name(1, 'lock', 'Lock a.py:1');
  names.name(2, 'lock', 'Lock a.py:1');
  expect([names.find(1)?.label, names.find(2)?.label]).toEqual(['Lock a.py:1', 'Lock a.py:1 #2']);
});
