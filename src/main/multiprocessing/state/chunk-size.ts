/**
 * How many items `Pool.map` sends to a worker at a time when the caller does not say.
 *
 * Four chunks a worker, rounded up, so that a slow chunk can be evened out by the others.
 * Source: CPython 3.11, `multiprocessing/pool.py`, `Pool._map_async`.
 *
 * @returns 0 for no items, otherwise at least 1.
 */
export function defaultChunkSize(items: number, workers: number): number {
  return Math.ceil(items / (workers * 4));
}
