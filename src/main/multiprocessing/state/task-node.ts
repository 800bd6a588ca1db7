import type { Milliseconds, MonotonicMilliseconds, TaskId } from '../../../shared/units';
import type { TaskKind } from './task-kind';
import type { TaskList } from './task-list';
import type { WorkerId } from './pool-orders';

/** What the caller of a task asked for. Shared by all tasks that ask for the same. */
export interface TaskPolicy {
  /** Whole, from -20 to 20: more comes first. See {@link Backlog}. */
  readonly priority: number;
  /** How often it may be run again after it threw or its worker was lost; 0 unless it is idempotent. */
  readonly retries: number;
  /** It may be stopped while it runs, by the end of its worker. So nothing waits behind it. */
  readonly isKillable: boolean;
}

/** What a task is, for the pool's decisions. */
export interface TaskTraits {
  readonly kind: TaskKind;
  readonly policy: TaskPolicy;
  /** 1 for a call. */
  readonly items: number;
}

export const ORDINARY: TaskPolicy = { priority: 0, retries: 0, isKillable: false };

/**
 * A task as the pool's decisions see it.
 *
 * It is in one list at a time and linked there by its own fields, so that 100 000 of them
 * cost no more than themselves, and any of them leaves its list at once.
 */
export class TaskNode {
  readonly id: TaskId;
  readonly kind: TaskKind;
  readonly policy: TaskPolicy;
  readonly itemCount: number;
  readonly submittedAt: MonotonicMilliseconds;
  place: 'waiting' | 'in-line' | 'running' | 'ended' = 'waiting';
  /** Whose line it is in; 0 for none. */
  workerId: WorkerId = 0;
  /** How long it was expected to take when it was put into its line. */
  expectedMs: Milliseconds = 0;
  /** Runs that were begun over again. */
  retried = 0;
  /** Workers that ended while it was at the head of their line, but for the forgiven ones. */
  deaths = 0;
  /** Workers that somebody may have killed before they began it. */
  forgiven = 0;
  /** Its worker was asked to give it back, and has neither done so nor begun it. */
  isAskedFor = false;
  /** Its caller has an answer already: what becomes of it is nobody's business. */
  isAbandoned = false;
  list: TaskList | undefined = undefined;
  previous: TaskNode | undefined = undefined;
  next: TaskNode | undefined = undefined;

  constructor(id: TaskId, { kind, policy, items }: TaskTraits, submittedAt: MonotonicMilliseconds) {
    this.id = id;
    this.kind = kind;
    this.policy = policy;
    this.itemCount = items;
    this.submittedAt = submittedAt;
  }
}
