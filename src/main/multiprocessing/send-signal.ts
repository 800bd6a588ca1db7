import { callerOfCaller } from './call-site';
import { eventSink } from './event-sink';

/**
 * `process.kill`, told to whoever watches the program, with the place in the code that asked
 * for it: so the end of the process has its explanation.
 *
 * @throws {Error} ESRCH when there is no such process, EPERM when it is somebody else's.
 */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  // Told first: the end may be seen before the next line runs.
  eventSink(undefined)?.({ type: 'signal-sent', pid, signal, by: 'program', byPid: process.pid, ...callerOfCaller() });
  process.kill(pid, signal);
}
