import { eventSink } from './event-sink';

/**
 * Tells whoever watches the program what this process is called, as setting
 * `multiprocessing.current_process().name` would; workers are named by their pool.
 */
export function nameProcess(name: string): void {
  eventSink(undefined)?.({ type: 'process-renamed', pid: process.pid, name, seenBy: 'probe' });
}
