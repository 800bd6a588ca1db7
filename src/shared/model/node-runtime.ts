/** What a Node program tells of itself: its threads, its event loop, its heap. */
import type { RunEventOf } from '../events';
import type { Bytes, Milliseconds } from '../units';

/** A thread of node:worker_threads. */
export interface WorkerThread {
  readonly thread: number;
  readonly startedMs: Milliseconds;
  /** `file:line` that made it. */
  readonly place: string | undefined;
  endedMs?: Milliseconds;
  exitCode?: number;
  /** The error that nobody in it caught. */
  error?: string;
}

export interface NodeRuntime {
  /** In order of start; the oldest that ended are dropped beyond {@link MAX_THREADS}. */
  readonly threads: WorkerThread[];
  threadsStarted: number;
  /** Ended with another code than 0. */
  threadsFailed: number;
  /** Percent of the time in which the loop worked, lately. */
  loopUse: number | undefined;
  /** How late timers came, p99, lately. */
  loopDelayMs: Milliseconds | undefined;
  /** The longest of all. */
  loopDelayMaxMs: Milliseconds | undefined;
  heapBytes: Bytes | undefined;
  peakHeapBytes: Bytes | undefined;
  heapLimitBytes: Bytes | undefined;
}

/** From this part of its limit on a heap is nearly full: V8 then collects again and again, until it gives up. */
export const NEARLY_FULL = 0.85;
const MAX_THREADS = 200;

export type NodeEvent = RunEventOf<'thread-started' | 'thread-ended' | 'runtime-sample'>;

export function newNodeRuntime(): NodeRuntime {
  return {
    threads: [],
    threadsStarted: 0,
    threadsFailed: 0,
    loopUse: undefined,
    loopDelayMs: undefined,
    loopDelayMaxMs: undefined,
    heapBytes: undefined,
    peakHeapBytes: undefined,
    heapLimitBytes: undefined,
  };
}

export function applyNodeEvent(runtime: NodeRuntime, event: NodeEvent): void {
  if (event.type === 'thread-started') startThread(runtime, event);
  else if (event.type === 'thread-ended') endThread(runtime, event);
  else takeSample(runtime, event);
}

/** Part of the limit that the heap has filled at its highest; `undefined` where it is not known. */
export function heapPart({ peakHeapBytes, heapLimitBytes }: NodeRuntime): number | undefined {
  return peakHeapBytes === undefined || !heapLimitBytes ? undefined : peakHeapBytes / heapLimitBytes;
}

function startThread(runtime: NodeRuntime, { thread, t, file, line }: RunEventOf<'thread-started'>): void {
  runtime.threadsStarted += 1;
  const name = file?.split(/[\\/]/).at(-1);
  runtime.threads.push({ thread, startedMs: t, place: name === undefined ? undefined : `${name}:${line ?? 0}` });
  if (runtime.threads.length <= MAX_THREADS) return;
  const ended = runtime.threads.findIndex(({ endedMs }) => endedMs !== undefined);
  runtime.threads.splice(Math.max(0, ended), 1);
}

function endThread(runtime: NodeRuntime, event: RunEventOf<'thread-ended'>): void {
  if (event.code !== 0) runtime.threadsFailed += 1;
  const found = runtime.threads.find((one) => one.thread === event.thread && one.endedMs === undefined);
  if (found === undefined) return;
  found.endedMs = event.t;
  found.exitCode = event.code;
  if (event.errorType !== undefined) found.error = [event.errorType, event.message].filter(Boolean).join(': ');
}

function takeSample(runtime: NodeRuntime, event: RunEventOf<'runtime-sample'>): void {
  const { loopUse, loopDelayMs, loopDelayMaxMs, heapBytes, heapLimitBytes } = event;
  runtime.loopUse = loopUse;
  runtime.loopDelayMs = loopDelayMs ?? runtime.loopDelayMs;
  if (loopDelayMaxMs !== undefined) runtime.loopDelayMaxMs = Math.max(runtime.loopDelayMaxMs ?? 0, loopDelayMaxMs);
  runtime.heapBytes = heapBytes;
  runtime.peakHeapBytes = Math.max(runtime.peakHeapBytes ?? 0, heapBytes);
  runtime.heapLimitBytes = heapLimitBytes;
}
