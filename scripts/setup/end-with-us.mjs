/** Children that must not outlive this process when it is asked to end. */
import { constants } from 'node:os';

const children = new Set();

/** Also ends `child` when a signal ends this process. A Ctrl-C reaches the child by itself. */
export function endWithUs(child) {
  if (children.size === 0) for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, endAll);
  children.add(child);
  child.once('exit', () => forget(child));
}

function forget(child) {
  children.delete(child);
  if (children.size === 0) for (const signal of ['SIGTERM', 'SIGHUP']) process.off(signal, endAll);
}

function endAll(signal) {
  for (const child of children) child.kill();
  process.exit(128 + constants.signals[signal]);
}
