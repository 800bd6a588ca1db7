import { writeSync } from 'node:fs';

/**
 * The parent is gone, or a task closed the channel. Nothing that this process does can be
 * told any more, so whoever waits for it would wait for ever.
 */
export function endUnheard({ message }: Error): never {
  try {
    writeSync(2, `The channel to the parent is lost: ${message}\n`);
  } catch {
    // Nobody reads that either.
  }
  process.kill(process.pid, 'SIGKILL');
  // The signal may take a moment.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error('unreachable');
}
