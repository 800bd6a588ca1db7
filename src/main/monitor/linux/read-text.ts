import { readFileSync } from 'node:fs';

/** @returns `undefined` when the file is gone or may not be read. */
export function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
