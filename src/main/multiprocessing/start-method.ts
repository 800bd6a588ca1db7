import type { ResourceLimits } from 'node:worker_threads';
import type { OpenLink } from './link/link';
import { openThread } from './thread/thread-link';

/**
 * What a child is. `process` (CPython: spawn): memory of its own, and nothing that befalls it
 * befalls others. `thread`: starts sooner and can share memory; a crash takes the process along.
 */
export type StartMethod = 'process' | 'thread';

export const START_METHODS: readonly StartMethod[] = ['process', 'thread'];

/** How to open a link to such a child; `undefined` means the usual way, a process. */
export function linkOpener(
  method: StartMethod | undefined,
  resourceLimits: ResourceLimits | undefined,
): OpenLink | undefined {
  return method === 'thread' ? openThread(resourceLimits) : undefined;
}
