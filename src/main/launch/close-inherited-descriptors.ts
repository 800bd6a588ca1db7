import { closeSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';

const O_CLOEXEC = 0o2000000;

/**
 * Closes every descriptor above 2 that a child of this process would inherit, but those to keep.
 *
 * Children of Electron's main process inherit 12 to 19 sockets and memory files of Chromium's
 * that lack the close-on-exec flag; a user's program must not hold them. Linux only: the flag
 * is read from /proc/self/fdinfo (proc_pid_fdinfo(5)).
 *
 * Threads of this process's own Chromium wait on queues of events that lack the flag as well. Closed,
 * such a thread never comes to rest again once a signal wakes it (SIGCONT, the end of a suspend), and
 * rings bells whose numbers others have by then. So queues and bells stay open.
 *
 * @param keep this process's own channel.
 * @returns what stays open and a child would inherit.
 */
export function closeInheritedDescriptors(keep: ReadonlySet<number>): readonly number[] {
  if (process.platform !== 'linux') return [];
  const inherited = readdirSync('/proc/self/fd')
    .map(Number)
    .filter((fd) => fd > 2 && !keep.has(fd) && isInherited(fd));
  const kept = inherited.filter(isQueueOrBell);
  for (const fd of inherited) if (!kept.includes(fd)) close(fd);
  return kept;
}

function isQueueOrBell(fd: number): boolean {
  try {
    return /^anon_inode:\[(?:eventpoll|eventfd)\]$/.test(readlinkSync(`/proc/self/fd/${fd}`));
  } catch {
    return false;
  }
}

function isInherited(fd: number): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1'))?.[1];
    return flags !== undefined && (parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    return false; // The listing's own descriptor, closed by now.
  }
}

function close(fd: number): void {
  try {
    closeSync(fd);
  } catch {
    // Closed meanwhile.
  }
}
