/** Numbers of the signals that lessons show; signal(7), the same on x86, ARM and macOS. */
const NUMBERS: Readonly<Record<string, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
};

/** 0 for a signal that is not in the table. */
export function signalNumber(name: string): number {
  return NUMBERS[name] ?? 0;
}
