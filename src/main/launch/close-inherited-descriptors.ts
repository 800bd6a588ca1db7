import { closeSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2000000;

/**
 * Closes every descriptor above 2 that a child of this process would inherit, but those to keep.
 *
 * Children of Electron's main process inherit 12 to 19 sockets and memory files of Chromium's
 * that lack the close-on-exec flag; a user's program must not hold them. Linux only: the flag
 * is read from /proc/self/fdinfo (proc_pid_fdinfo(5)).
 *
 * @param keep this process's own channel.
 */
export function closeInheritedDescriptors(keep: ReadonlySet<number>): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name);
    if (fd > 2 && !keep.has(fd) && isInherited(fd)) close(fd);
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
