/** What a program without types hears when it passes something else: what was expected, and what was found. */
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as library from '../../../src/main/multiprocessing';
import { untyped } from '../../support/untyped';

// As JavaScript calls it, and those who come from Python, where such things are told by their place.
const lib = untyped(library);
const module = pathToFileURL(import.meta.filename);

type Call = readonly [what: string, call: () => unknown, says: string];

function refuse(calls: readonly Call[]): void {
  it.each(calls)('%s', async (_, call, says) => {
    const error: unknown = await (async () => Promise.resolve(call()))().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    // By its name: a TypeError of the engine itself would say nothing of what was expected.
    expect(['TypeError', 'RangeError']).toContain((error as Error).name);
    expect((error as Error).message).toContain(says);
  });
}

describe('a wrong call of Pool', () => {
  refuse([
    ['Pool(4)', () => new lib.Pool(4), 'of a Pool as an object, such as { module, processes: 2 }, but got 4'],
    ['null', () => new lib.Pool(null), 'as an object, such as { module, processes: 2 }, but got null'],
    ['a misspelt option', () => new lib.Pool({ module, process: 2 }), 'no option process of a Pool; those that there'],
    ['an option in Python’s spelling', () => new lib.Pool({ maxtasksperchild: 2 }), 'did you mean maxTasksPerChild?'],
    [
      'a word for a number',
      () => new lib.Pool({ processes: 'two' }),
      'processes of a Pool to be a number, but got "two"',
    ],
    ['no processes', () => new lib.Pool({ processes: 0 }), 'processes must be a whole number above 0, not 0'],
    ['no number', () => new lib.Pool({ processes: NaN }), 'to be a number, but got NaN'],
    ['half a process', () => new lib.Pool({ processes: 1.5 }), 'a whole number above 0, not 1.5'],
    ['more than the most', () => new lib.Pool({ minProcesses: 3, maxProcesses: 2 }), 'no range'],
    ['a relative module', () => new lib.Pool({ module: './tasks.mjs' }), 'found ./tasks.mjs; try import.meta.resolve'],
    ['an imported module', () => new lib.Pool({ module: library }), 'a URL or an absolute path, but got an object'],
    ['fork', () => new lib.Pool({ startMethod: 'fork' }), `to be 'process' or 'thread', but got "fork"`],
    ['a function to begin with', () => new lib.Pool({ initializer: () => 1 }), 'the name of an exported function, but'],
    ['its one argument', () => new lib.Pool({ initializer: 'begin', initArgs: 5 }), 'to be an array, but got 5'],
    ['a size with its unit', () => new lib.Pool({ maxRss: '1 GB' }), 'maxRss of a Pool to be a number, but got "1 GB"'],
    ['a negative time', () => new lib.Pool({ idleTimeout: -1 }), 'idleTimeout must be a whole number above 0, not -1'],
    [
      'a limit of deaths alone',
      () => new lib.Pool({ restartLimit: 5 }),
      'restartLimit of a Pool to be an object, but got 5',
    ],
    ['half a limit', () => new lib.Pool({ restartLimit: { deaths: 5 } }), 'within must be a whole number'],
  ]);
});

describe('a wrong call of Process', () => {
  refuse([
    ['no options', () => new lib.Process(), 'such as { target, args: [1] }, but got undefined'],
    ['nothing to run', () => new lib.Process({}), '{ module, name }, but got undefined'],
    ['a module alone', () => new lib.Process({ module }), 'the name of an exported function, but got undefined'],
    [
      'a name alone',
      () => new lib.Process({ target: 'square' }),
      'find the target, to be a URL or an absolute path, but got undefined',
    ],
    ['a module without a name', () => new lib.Process({ target: { module } }), 'name of the function to call to be'],
    ['a number to run', () => new lib.Process({ target: 5 }), '{ module, name }, but got 5'],
    [
      'one argument',
      () => new lib.Process({ module, target: 'f', args: 5 }),
      'args of a Process to be an array, but got 5',
    ],
    ['arguments by name', () => new lib.Process({ module, target: 'f', kwargs: {} }), 'no option kwargs of a Process'],
    [
      'fork',
      () => new lib.Process({ module, target: 'f', startMethod: 'fork' }),
      `'process' or 'thread', but got "fork"`,
    ],
    ['yes', () => new lib.Process({ module, target: 'f', daemon: 'yes' }), 'to be true or false, but got "yes"'],
    [
      'output',
      () => new lib.Process({ module, target: 'f', output: 'ignore' }),
      `'inherit' or 'pipe', but got "ignore"`,
    ],
    ['wait(5)', () => lib.wait(5), 'what to wait for to be iterable, but got 5'],
    ['wait([5])', () => lib.wait([5]), 'ends of pipes to wait for, but got 5'],
    ['a wait for a process', () => lib.wait([new lib.Process({ target: () => 1 })]), 'wait for its sentinel'],
    ['a wait by number', () => lib.wait([], 5), '{ timeout: 1000 }, but got 5'],
  ]);
});

describe('a wrong call of a queue or a pipe', () => {
  refuse([
    ['Queue(3)', () => new lib.Queue(3), '{ maxSize: 3 }, but got 3'],
    ['maxsize', () => new lib.Queue({ maxsize: 3 }), 'no option maxsize of a queue; did you mean maxSize?'],
    ['a size in quotes', () => new lib.Queue({ maxSize: '3' }), 'maxSize of a queue to be a number, but got "3"'],
    ['no number', () => new lib.Queue({ maxSize: NaN }), 'to be a number, but got NaN'],
    ['half a place', () => new lib.JoinableQueue({ maxSize: 1.5 }), 'maxSize to be a whole number, got 1.5'],
    ['SimpleQueue(3)', () => new lib.SimpleQueue(3), 'of a simple queue as an object, such as'],
    ['a simple queue with a size', () => new lib.SimpleQueue({ maxSize: 3 }), 'no option maxSize of a simple queue'],
    ['queue.get(10)', () => new lib.Queue().get(10), '{ timeout: 1000 }, but got 10'],
    ['queue.get(true, 10)', () => new lib.Queue().get(true, 10), '{ timeout: 1000 }, but got true'],
    ['queue.put(1, 10)', () => new lib.Queue().put(1, 10), '{ timeout: 1000 }, but got 10'],
    ['a misspelt time', () => new lib.Queue().get({ timeOut: 10 }), 'did you mean timeout?'],
    [
      'a time in quotes',
      () => new lib.Queue().get({ timeout: '10' }),
      'to be milliseconds, at most 2147483647 or Infinity',
    ],
    ['no time', () => new lib.Queue().get({ timeout: null }), 'but got null'],
    ['a time that no timer has', () => new lib.Queue().get({ timeout: 2 ** 31 }), 'but got 2147483648'],
    ['a signal in place of options', () => new lib.Queue().get(AbortSignal.timeout(1)), 'as an object, such as'],
    ['a signal that is none', () => new lib.Queue().get({ signal: 5 }), 'an AbortSignal, but got 5'],
    ['Pipe({ duplex: false })', () => lib.Pipe({ duplex: false }), 'duplex to be true or false, but got an object'],
    ['Pipe(true, 3)', () => lib.Pipe(true, 3), 'of a pipe as an object'],
    ['end.recv(5)', () => lib.Pipe()[0].recv(5), '{ timeout: 1000 }, but got 5'],
    ['end.poll(5)', () => lib.Pipe()[0].poll(5), '{ timeout: 1000 }, but got 5'],
  ]);
});

describe('a wrong call of a lock or its kin', () => {
  refuse([
    ['Lock(1)', () => new lib.Lock(1), 'of a Lock as an object'],
    [
      'a policy that there is not',
      () => new lib.Lock({ onHolderDeath: 'ignore' }),
      `'release' or 'fail', but got "ignore"`,
    ],
    ['lock.acquire(true)', () => new lib.Lock().acquire(true), '{ timeout: 1000 }, but got true'],
    ['no number as time', () => new lib.Lock().acquire({ timeout: NaN }), 'but got NaN'],
    ['lock.hold(5)', () => new lib.Lock().hold(5), '{ timeout: 1000 }, but got 5'],
    ['nothing to run', () => new lib.Lock().withLock(), 'what to run to be a function, but got undefined'],
    ['rlock.acquire(5)', () => new lib.RLock().acquire(5), '{ timeout: 1000 }, but got 5'],
    ['nothing to run in an RLock', () => new lib.RLock().withLock(5), 'what to run to be a function, but got 5'],
    ['Semaphore(3)', () => new lib.Semaphore(3), 'of a semaphore as an object, such as { value: 3 }, but got 3'],
    ['a negative value', () => new lib.Semaphore({ value: -1 }), 'value of at least 0, got -1'],
    ['BoundedSemaphore(3)', () => new lib.BoundedSemaphore(3), '{ value: 3 }, but got 3'],
    ['Event(true)', () => new lib.Event(true), 'of an event as an object'],
    ['event.wait(5)', () => new lib.Event().wait(5), '{ timeout: 1000 }, but got 5'],
    ['Barrier(3)', () => new lib.Barrier(3), '{ parties: 3 }, but got 3'],
    ['a barrier of nobody', () => new lib.Barrier({ parties: 0 }), 'at least 1 party, got 0'],
    ['barrier.wait(5)', () => new lib.Barrier({ parties: 2 }).wait(5), '{ timeout: 1000 }, but got 5'],
    ['Condition(lock)', () => new lib.Condition(new lib.Lock()), '{ lock }, but got a Lock'],
    ['a lock that is none', () => new lib.Condition({ lock: {} }), 'a Lock or an RLock, got an object'],
    ['condition.wait(5)', () => new lib.Condition().wait(5), '{ timeout: 1000 }, but got 5'],
    ['no predicate', () => new lib.Condition().waitFor(true), 'the predicate to be a function, but got true'],
  ]);
});

describe('a wrong call of what is shared', () => {
  const manager = new lib.Manager();
  refuse([
    [
      'a dict of an object',
      () => manager.dict({ a: 1 }),
      'such as a Map or Object.entries(...), to be iterable, but got an',
    ],
    ['list(5)', () => manager.list(5), 'the items of a list to be iterable, but got 5'],
    ['Value(5)', () => new lib.Value(5), 'There is no type code 5; there are b, B, h'],
    ['a text as Value', () => new lib.Value('i', 'a'), 'Expected a number, got string'],
    ['a lock in Python’s place', () => new lib.Value('i', 1, false), 'but got false'],
    ['Array without content', () => new lib.Array('i', null), 'or how many zeros, to be iterable, but got null'],
    ['a negative length', () => new lib.Array('i', -1), 'a length of at least 0, got -1'],
    ['a length in quotes', () => new lib.SharedArray('d', '3'), 'a length of at least 0, got "3"'],
    [
      'a storage that there is not',
      () => new lib.SharedArray('d', 3, { storage: 'disk' }),
      `'file' or 'memory', but got "disk"`,
    ],
    ['an operation that there is not', () => new lib.Value('i', 1).update('divide', 2), 'no operation divide'],
    ['an index in quotes', () => new lib.Array('i', 3).get('1'), 'An index must be a whole number, got 1'],
  ]);
});

describe('a right call', () => {
  it('may leave options undefined, and hold them in an object of a class', () => {
    class Settings {
      readonly maxSize = 3;
    }
    expect(new lib.Queue(new Settings()).name).toMatch(/^queue-/);
    expect(new lib.Queue({ maxSize: undefined }).name).toMatch(/^queue-/);
  });

  it('with a negative time does not wait, as in CPython', async () => {
    await expect(new library.Queue().get({ timeout: -5 })).rejects.toThrow(library.QueueEmptyError);
    await expect(new library.Event().wait({ timeout: -5 })).resolves.toBe(false);
    const lock = new library.Lock();
    await lock.acquire();
    await expect(lock.acquire({ timeout: -5 })).resolves.toBe(false);
  });

  it('waits without end for Infinity', async () => {
    const result = new library.AsyncResult(new Promise<number>((resolve) => setImmediate(resolve, 3)));
    await expect(result.get(Infinity)).resolves.toBe(3);
    const event = new library.Event();
    const waiting = library.wait([event], { timeout: Infinity });
    await event.set();
    await expect(waiting).resolves.toEqual([event]);
  });
});
