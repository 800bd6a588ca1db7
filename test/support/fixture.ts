import { join } from 'node:path';

/** Absolute path of a file below `test/fixtures`. */
export function fixture(path: string): string {
  return join(import.meta.dirname, '..', 'fixtures', path);
}
