/**
 * Ends this process when its parent is gone, however that died, where the system does not.
 *
 * The parent holds the other end of the lifeline, and nobody else; the system closes it
 * with the parent. A thread of its own waits for that, because a task may keep the main
 * thread in a loop for ever. The thread has no options of the process (`execArgv`, `env`):
 * a loader or probe has no business there.
 */
import type { Pid } from '../../../shared/units';
import { LIFELINE_FD } from '../protocol';

const WATCH = `
const { Socket } = require('node:net');
const end = () => process.kill(process.pid, 'SIGKILL');
new Socket({ fd: ${LIFELINE_FD}, readable: true, writable: false }).on('error', end).on('close', end).resume();
`;

/**
 * To be called before anything of the user's is loaded.
 *
 * @param boundTo the parent with which the system ends this process; `undefined` where it does not.
 */
export function endWithParent(boundTo: Pid | undefined): void {
  if (boundTo === undefined) watchLifeline();
  // It died before the system was asked to.
  else if (process.ppid !== boundTo) process.kill(process.pid, 'SIGKILL');
}

/** Starts the thread. It does not keep the process alive. */
function watchLifeline(): void {
  // Loaded here alone: it takes 4 ms of a start, and most children need none.
  const { Worker } = process.getBuiltinModule('node:worker_threads');
  new Worker(WATCH, {
    eval: true,
    execArgv: [],
    env: {},
    // It runs four lines: the smallest heap is plenty.
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  }).unref();
}
