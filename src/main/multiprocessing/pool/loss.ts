import type { ExitStatus } from '../exit-status';
import type { EndKind } from '../state/losses';
import type { Loss, LossReason } from './errors';

/** What V8 writes as it aborts at the limit of its heap, also when it gave up trying. */
const HEAP_LIMIT = /FATAL ERROR: .*(?:heap limit|heap out of memory)/i;

export interface LossEvidence {
  readonly stderrTail: string;
  /** The system's count of out-of-memory kills rose while the worker lived. */
  readonly wereOomKills: boolean;
  /** Why the pool's own end of the channel gave it up: a task wrote to the channel. */
  readonly foul?: string | undefined;
}

/**
 * Why a worker ended, as far as it shows. SIGKILL alone is no sign of a lack of memory:
 * anybody may send it.
 */
export function lossOf(status: ExitStatus, { stderrTail, wereOomKills, foul }: LossEvidence): Loss {
  return { status, reason: reasonOf(status, stderrTail, wereOomKills), stderrTail, foul };
}

/** Node ends by SIGABRT at the heap limit; on Windows, and in a shell, that is exit code 134. */
function reasonOf({ code, signal }: ExitStatus, stderrTail: string, wereOomKills: boolean): LossReason {
  if ((signal === 'SIGABRT' || code === 134) && HEAP_LIMIT.test(stderrTail)) return 'heap-limit';
  if (signal === null) return 'exit';
  return signal === 'SIGKILL' && wereOomKills ? 'oom' : 'signal';
}

/** Signals that a process does not get by its own fault; SIGKILL for want of memory is told apart. */
const SENT: ReadonlySet<string | null> = new Set(['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGTERM']);

export function endKindOf({ reason, status: { signal } }: Loss): EndKind {
  if (signal === null) return 'code';
  return reason === 'signal' && SENT.has(signal) ? 'outside' : 'signal';
}
