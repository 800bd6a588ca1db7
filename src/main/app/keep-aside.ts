import { copyFileSync, readFileSync } from 'node:fs';

/** Of a file of settings that holds no JSON object, for a person to repair. */
const SUFFIX = '.damaged';

/**
 * Copies a file that is no JSON object beside itself, before it is written over.
 *
 * @returns where the copy is; `undefined` when the file is whole, or not there.
 */
export function keepAsideIfDamaged(path: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
  if (isObject(text)) return undefined;
  const kept = path + SUFFIX;
  try {
    copyFileSync(path, kept);
    return kept;
  } catch {
    // The disk is full, or closed to us: the program starts all the same.
    return undefined;
  }
}

function isObject(text: string): boolean {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found);
  } catch {
    return false;
  }
}
