/**
 * Starts a child so that the system ends it with this process, even from an endless loop.
 *
 * On Linux the kernel does it (prctl(2), PR_SET_PDEATHSIG): `setpriv` of util-linux asks for
 * that and then becomes the program, at no measurable cost. Elsewhere, and where `setpriv` is
 * too old (before 2.33), a thread in the child waits for the end of a pipe: see
 * `worker/watchdog.ts`. Such a thread costs each start 50 ms of CPU (2-core VM, Node 20.20,
 * November 2026).
 */
import { readFileSync } from 'node:fs';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  /** The system ends it with this process. */
  readonly isBound: boolean;
}

const SETPRIV = '/usr/bin/setpriv';

export function boundLaunch(command: string, args: readonly string[]): Launch {
  canBind ??= process.platform === 'linux' && knowsDeathSignal();
  if (!canBind) return { command, args, isBound: false };
  return { command: SETPRIV, args: ['--pdeathsig', 'KILL', '--', command, ...args], isBound: true };
}

let canBind: boolean | undefined;

/** By its text: to ask the program itself would take a process. */
function knowsDeathSignal(): boolean {
  try {
    return readFileSync(SETPRIV).includes('pdeathsig');
  } catch {
    return false;
  }
}
