/** Finds processes by what they inherited, so that also one whose parent is gone is found. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Pid } from '../../src/shared/units';
import { isAlive } from './processes';

/** All living processes whose environment holds the text. */
export function processesWith(mark: string): readonly Pid[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => environmentOf(pid).includes(mark) && isAlive(pid));
}

function environmentOf(pid: Pid): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
