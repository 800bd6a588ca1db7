/** The system calls that a thread sleeps in, by number (asm/unistd_64.h; asm-generic/unistd.h for arm64). */

/** What a number means for who could end the wait. */
export type Sleep =
  'read' | 'write' | 'wait4' | 'waitid' | 'futex' | 'poll' | 'ppoll' | 'select' | 'epoll' | 'timer' | 'accept';

const X64: Readonly<Record<number, Sleep>> = {
  0: 'read',
  1: 'write',
  7: 'poll',
  17: 'read',
  18: 'write',
  19: 'read',
  20: 'write',
  23: 'select',
  35: 'timer',
  43: 'accept',
  61: 'wait4',
  202: 'futex',
  230: 'timer',
  232: 'epoll',
  247: 'waitid',
  270: 'select',
  271: 'ppoll',
  281: 'epoll',
  288: 'accept',
};

const ARM64: Readonly<Record<number, Sleep>> = {
  22: 'epoll',
  63: 'read',
  64: 'write',
  65: 'read',
  66: 'write',
  67: 'read',
  68: 'write',
  72: 'select',
  73: 'ppoll',
  95: 'waitid',
  98: 'futex',
  101: 'timer',
  115: 'timer',
  202: 'accept',
  242: 'accept',
  260: 'wait4',
};

/** A thread in a system call, as /proc/PID/task/TID/syscall shows it (proc_pid_syscall(5)). */
export interface SystemCall {
  readonly sleep: Sleep;
  /** Six words; an address fits a number because user space ends below 2^53. */
  readonly words: readonly number[];
}

/**
 * @param text `202 0x7f99 0x109 ...`, or `running`, or `-1 ...` for a thread that is blocked
 *   outside any call.
 * @returns `other` for a call that is none of those above, `undefined` for none.
 */
export function parseSystemCall(text: string, arch = process.arch): SystemCall | 'other' | undefined {
  const [number, ...words] = text.trim().split(' ');
  if (number === undefined || !/^\d+$/.test(number)) return undefined;
  const sleep = (arch === 'arm64' ? ARM64 : X64)[Number(number)];
  if (sleep === undefined || (arch !== 'arm64' && arch !== 'x64')) return 'other';
  return { sleep, words: words.map(Number) };
}

const FUTEX_PRIVATE_FLAG = 128;

/** futex(2): a private one is used within one process; the fourth word is the timeout. */
export function futexOf([address = 0, operation = 0, , timeout = 0]: readonly number[]) {
  return { address, isPrivate: (operation & FUTEX_PRIVATE_FLAG) !== 0, isTimed: timeout !== 0 };
}

/** A count of milliseconds as poll(2) and epoll_wait(2) take it: below 0 is for ever. */
export function isForever(word = 0): boolean {
  return (word | 0) < 0;
}

/** A pid as wait4(2) takes it. */
export function signed(word = 0): number {
  return word | 0;
}
