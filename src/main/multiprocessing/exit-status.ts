import { constants } from 'node:os';

/** How a process ended: one of the two is `null`. */
export interface ExitStatus {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Minus the signal number when a signal ended it, as `multiprocessing.Process.exitcode`. */
export function exitCodeOf({ code, signal }: ExitStatus): number {
  return signal === null ? (code ?? 1) : -constants.signals[signal];
}

/** Completes a sentence that begins with the process. */
export function sayExit({ code, signal }: ExitStatus): string {
  return signal === null ? `ended with exit code ${code ?? 1}` : `was ended by ${signal}`;
}
