/** Processes of a run by the names that a lesson gives them. */
import { signalNumber } from './signal-number';
import type { RunModel } from '../model/run-model';
import { hasEnded, type ProcessRow } from '../model/process-row';

/**
 * `main` is the program itself, `*` stands for anything, capitals do not matter: Python's
 * `Process-1` is our library's `process-1`. Of several that fit it is the first.
 */
export function findNamed(model: RunModel, name: string): ProcessRow | undefined {
  if (name === 'main') return model.processes[0];
  const wanted = patternOf(name);
  return model.processes.find((row) => row.index > 0 && wanted.test(row.name));
}

export function isNamed(row: ProcessRow, name: string): boolean {
  return name === 'main' ? row.index === 0 : row.index > 0 && patternOf(name).test(row.name);
}

/** A process that the program meant: not a helper of Python's, such as the one that tracks resources. */
export function isOfProgram(row: ProcessRow): boolean {
  return row.index === 0 || row.isNamedByProgram || row.startMethod !== undefined;
}

/** As `exitcode` of multiprocessing: a signal is its number with a minus. */
export function exitNumberOf(row: ProcessRow): number | undefined {
  if (!hasEnded(row)) return undefined;
  if (row.signal !== undefined && row.signal !== null) return -signalNumber(row.signal);
  return row.exitCode ?? undefined;
}

function patternOf(name: string): RegExp {
  const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i');
}
