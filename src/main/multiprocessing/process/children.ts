/**
 * The children that live, and what becomes of them when this process ends.
 *
 * As in CPython (`multiprocessing/util.py`, `_exit_function`): daemons are terminated and
 * joined, the others are joined. A child that is not a daemon keeps the event loop busy, which
 * is how Node waits for it. `process.exit()` waits for nothing: daemons get their SIGTERM, and
 * all children end with the process, because the system closes their lifelines.
 */
import { Socket } from 'node:net';
import type { Child } from '../child';

interface Living {
  readonly child: Child;
  readonly isDaemon: boolean;
}

const living = new Map<object, Living>();
let isWatching = false;

/** @param owner what {@link livingChildren} gives for it. */
export function childStarted(owner: object, child: Child, isDaemon: boolean): void {
  living.set(owner, { child, isDaemon });
  if (isDaemon) {
    hold(child, false);
    watchExit();
  }
}

export function childEnded(owner: object): void {
  living.delete(owner);
}

/** In the order in which they were started. */
export function livingChildren(): readonly object[] {
  return [...living.keys()];
}

/** Whether a child, or what it still writes, keeps this process alive. */
export function hold(child: Child, isHeld: boolean): void {
  child.hold(isHeld);
  for (const stream of [child.stdout, child.stderr]) {
    if (stream instanceof Socket) stream[isHeld ? 'ref' : 'unref']();
  }
}

function watchExit(): void {
  if (isWatching) return;
  isWatching = true;
  process.on('beforeExit', () => {
    for (const { child, isDaemon } of living.values()) {
      if (!isDaemon) continue;
      hold(child, true);
      child.terminate({});
    }
  });
  process.on('exit', () => {
    for (const { child, isDaemon } of living.values()) {
      if (isDaemon) child.signal('SIGTERM', {});
    }
  });
}
