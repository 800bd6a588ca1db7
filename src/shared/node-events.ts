/** What a Node program tells of its own runtime, besides what every program tells. */
import { z } from 'zod';
import { amount, count, event, name, pid, place, text } from './event-shape';

export const nodeEvents = [
  /** The channel between it and the parent that forked it was closed, by either: it gets and sends no more messages. */
  event('process-disconnected', { pid }),
  /** A thread of a Node program that runs code of its own (node:worker_threads), and the line that made it. */
  event('thread-started', {
    pid,
    thread: count,
    file: place.file.optional(),
    line: place.line.optional(),
    function: place.function.optional(),
  }),
  /** With its exit code, and the error that nobody in it caught. */
  event('thread-ended', {
    pid,
    thread: count,
    code: z.int(),
    errorType: name.optional(),
    message: text.optional(),
  }),
  /**
   * How a Node program's event loop and heap do, about once a second while it works. `loopUse` is percent of the time
   * since the last one; delays are how late timers came, p99 and longest of that time; the limit is where V8 gives up.
   * `wakers` are its timers and its ends to the network and to terminals: while it rests, whether these may move it.
   */
  event('runtime-sample', {
    pid,
    loopUse: amount,
    loopDelayMs: amount.optional(),
    loopDelayMaxMs: amount.optional(),
    heapBytes: amount,
    heapLimitBytes: amount,
    wakers: count.optional(),
  }),
] as const;
