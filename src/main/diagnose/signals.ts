/** Signals by what they tell (signal(7)). */

/** Raised by the processor, the C library or the kernel for what the process itself did. */
export const crashSignals: ReadonlySet<string> = new Set([
  'SIGSEGV',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGILL',
  'SIGSYS',
  'SIGTRAP',
]);

/** What a terminal, a shell or a service manager sends to a whole group. */
export const groupSignals: ReadonlySet<string> = new Set(['SIGINT', 'SIGHUP', 'SIGTERM', 'SIGQUIT']);

/** Sent by the kernel on behalf of a timer that the process set for itself. */
export const timerSignals: ReadonlySet<string> = new Set(['SIGALRM', 'SIGVTALRM', 'SIGPROF']);

/** Numbers of x86 and ARM Linux; those below 16 and 24, 25 are the same on macOS but for BUS, USR1, USR2, SYS. */
const NUMBERS: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  10: 'SIGUSR1',
  11: 'SIGSEGV',
  12: 'SIGUSR2',
  13: 'SIGPIPE',
  14: 'SIGALRM',
  15: 'SIGTERM',
  24: 'SIGXCPU',
  25: 'SIGXFSZ',
  31: 'SIGSYS',
};

/** The signal behind the status 128+n with which shells pass a signal on. */
export function signalOfStatus(code: number): string | undefined {
  return NUMBERS[code - 128];
}
