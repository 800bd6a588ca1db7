import { loadLibc } from './libc';

/** ioctl_fd(2): the descriptor is closed in a child that runs another program. */
const FIOCLEX = 0x5451;

/** Keeps descriptors of this process from its children; where there are no native calls they get them. */
export function closeOnExec(descriptors: readonly number[]): void {
  if (descriptors.length === 0) return;
  try {
    const libc = loadLibc();
    for (const fd of descriptors) libc.ioctlNumber(fd, FIOCLEX, 0);
  } catch {
    // A queue of events that nobody knows of does a program no harm.
  }
}
