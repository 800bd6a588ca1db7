import { describe, expect, it } from 'vitest';
import { NotCloneableError, Queue } from '../../../src/main/multiprocessing';
import { openPool } from './open-pool';

/** A worker's entry is a file of its own, so a module that imports the library brings a second copy of it. */
describe('a worker whose module imports the library', () => {
  it('finds what it was sent to be of the library’s classes', async () => {
    await expect(openPool().apply('isQueue', [new Queue()])).resolves.toBe(true);
  });

  it('finds an error of the worker to be of the library’s classes', async () => {
    const caught = await openPool().apply('catchUnsendable', []);
    expect(caught).toEqual({ isKnown: true, path: 'progress.callback' });
  });

  it('names an object of the library that stays in its process', async () => {
    const failure = openPool().apply('returnProcess', []);
    await expect(failure).rejects.toBeInstanceOf(NotCloneableError);
    await expect(failure).rejects.toThrow(/result\.child is a Process, which stays in the process that made it/);
  });
});
