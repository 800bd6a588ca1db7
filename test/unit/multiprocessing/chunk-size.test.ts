import { expect, it } from 'vitest';
import { defaultChunkSize } from '../../../src/main/multiprocessing/state/chunk-size';

// Computed by CPython 3.11's rule: divmod(len, workers * 4), one more when something is left.
it.each([
  [0, 4, 0],
  [1, 4, 1],
  [16, 4, 1],
  [17, 4, 2],
  [100_000, 2, 12_500],
])('puts %i items for %i workers in chunks of %i', (items, workers, size) => {
  expect(defaultChunkSize(items, workers)).toBe(size);
});
