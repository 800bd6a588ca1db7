import { constants } from 'node:os';
import type { Libc } from './libc';

/** More than struct sigaction takes on any system with Linux; all zero is SIG_DFL without flags. */
const SIGACTION_ROOM = 256;

/**
 * Keeps Node from collecting the children of this process that end, for a while.
 *
 * Node collects a child in its handler of SIGCHLD, which races with the kernel's event of the
 * same end: on a busy machine the event is read when the child's last CPU time and its limits
 * are gone. With the default action nobody is told, so the child stays a zombie, which is
 * readable in full (signal(7); wait(2): only an explicit SIG_IGN, or SA_NOCLDWAIT, discards it).
 *
 * Node sets its handler with the first child, so this must come after that was started.
 *
 * @returns gives the handler back, and lets Node look for children that have ended meanwhile.
 */
export function holdChildren(libc: Libc): () => void {
  const { SIGCHLD } = constants.signals;
  const before = Buffer.alloc(SIGACTION_ROOM);
  if (libc.sigaction(SIGCHLD, Buffer.alloc(SIGACTION_ROOM), before) !== 0) return () => undefined;
  let isHeld = true;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    libc.sigaction(SIGCHLD, before, null);
    process.kill(process.pid, 'SIGCHLD');
  };
}
