import { formatBytes, formatDuration } from '../../../shared/format';
import { heapPart, NEARLY_FULL, type NodeRuntime } from '../../../shared/model/node-runtime';

/** A line of a process's facts: a key below `fact.` of the locales, and the key and values of what it says. */
export interface NodeFact {
  readonly id: 'workerThreads' | 'eventLoop' | 'heap';
  readonly text: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** What a Node program told of its threads, its event loop and its heap. */
export function nodeFacts(node: NodeRuntime | undefined): readonly NodeFact[] {
  if (node === undefined) return [];
  return [threadFact(node), loopFact(node), heapFact(node)].filter((fact) => fact !== undefined);
}

function threadFact({ threads, threadsStarted, threadsFailed }: NodeRuntime): NodeFact | undefined {
  if (threadsStarted === 0) return undefined;
  const running = threads.filter(({ endedMs }) => endedMs === undefined).length;
  const values = { count: threadsStarted, running, failed: threadsFailed };
  return { id: 'workerThreads', text: 'fact.workerThreadsValue', values };
}

function loopFact({ loopUse, loopDelayMs, loopDelayMaxMs }: NodeRuntime): NodeFact | undefined {
  if (loopUse === undefined) return undefined;
  const percent = Math.round(loopUse);
  if (loopDelayMaxMs === undefined) return { id: 'eventLoop', text: 'fact.eventLoopUse', values: { percent } };
  const values = { percent, p99: formatDuration(loopDelayMs ?? 0), max: formatDuration(loopDelayMaxMs) };
  return { id: 'eventLoop', text: 'fact.eventLoopValue', values };
}

function heapFact(node: NodeRuntime): NodeFact | undefined {
  const part = heapPart(node);
  if (part === undefined) return undefined;
  const values = {
    peak: formatBytes(node.peakHeapBytes ?? 0),
    limit: formatBytes(node.heapLimitBytes ?? 0),
    percent: Math.round(part * 100),
  };
  return { id: 'heap', text: part >= NEARLY_FULL ? 'fact.heapNearlyFull' : 'fact.heapValue', values };
}
