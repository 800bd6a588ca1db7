import { constants } from 'node:os';
import type { RunEventOf } from '../../shared/events';
import { exitCodes } from './cli-error';

/** What this program exits with: the command's own code, 128 and the number of its signal, as a shell. */
export function exitCodeOf({ exitCode, signal, reason }: RunEventOf<'run-ended'>): number {
  if (reason === 'companion-lost') return exitCodes.ownFailure;
  if (signal !== null) return 128 + numberOf(signal);
  return exitCode ?? exitCodes.ownFailure;
}

function numberOf(signal: string): number {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return numbers[signal] ?? 0;
}
