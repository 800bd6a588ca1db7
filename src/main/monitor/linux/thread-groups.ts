import type { MonotonicMilliseconds, Pid } from '../../../shared/units';
import type { ExitStatus, LifecycleEvent } from '../monitor';

/** The life of a thread that is not the first of its process `pid`. */
export type ThreadEvent =
  | { readonly type: 'thread-started'; readonly pid: Pid; readonly at: MonotonicMilliseconds }
  | {
      readonly type: 'thread-ended';
      readonly pid: Pid;
      readonly status: ExitStatus;
      readonly at: MonotonicMilliseconds;
    };

type Exit = Extract<LifecycleEvent, { type: 'exit' }>;

const NO_FAULT: ExitStatus = { code: 0, signal: null, coreDumped: false };

/**
 * Tells the end of a process from the end of its first thread.
 *
 * The kernel reports the end of each thread alone. A process lives on when only its first
 * thread has ended (pthread_exit(3) in main), and when another thread calls execve(2): then
 * the kernel ends the first one and gives its pid to the caller. So the first thread's end
 * waits until the others have ended, and is forgotten when an exec follows.
 */
export class ThreadGroups {
  /** Living threads besides the first, of processes that have any. */
  readonly #others = new Map<Pid, number>();
  /** The status with which the first thread ended, or a later one that ended otherwise. */
  readonly #withheld = new Map<Pid, ExitStatus>();

  /** @returns what happened to processes, most often one event or none. */
  handle(event: LifecycleEvent | ThreadEvent): readonly LifecycleEvent[] {
    switch (event.type) {
      case 'thread-started':
        this.#others.set(event.pid, this.#othersOf(event.pid) + 1);
        return [];
      case 'thread-ended':
        return this.#threadEnded(event);
      case 'exit':
        return this.#firstEnded(event);
      case 'exec':
        this.#forget(event.pid); // It leaves one thread, the caller.
        return [event];
      case 'overflow':
        // Ends of threads may be among what was lost: no count holds any more.
        this.#others.clear();
        this.#withheld.clear();
        return [event];
      default:
        return [event];
    }
  }

  #firstEnded(exit: Exit): readonly LifecycleEvent[] {
    if (this.#othersOf(exit.pid) === 0) return [exit];
    this.#withheld.set(exit.pid, exit.status ?? NO_FAULT);
    return [];
  }

  /**
   * Threads of a process that ends as a whole have its status (exit_group(2)), but for those that
   * were just leaving by themselves, which have 0 (pthread_exit(3)); and which is last is chance.
   * So a status other than 0 is that of the process, whoever has it.
   */
  #threadEnded({ pid, status, at }: Extract<ThreadEvent, { type: 'thread-ended' }>): readonly LifecycleEvent[] {
    const left = this.#othersOf(pid) - 1;
    const known = this.#withheld.get(pid);
    const found = known?.code === 0 ? status : known;
    if (found !== undefined) this.#withheld.set(pid, found);
    if (left > 0) {
      this.#others.set(pid, left);
      return [];
    }
    this.#forget(pid);
    return found === undefined ? [] : [{ type: 'exit', pid, status: found, at }];
  }

  #forget(pid: Pid): void {
    this.#others.delete(pid);
    this.#withheld.delete(pid);
  }

  /** 0 for threads that started before anybody listened. */
  #othersOf(pid: Pid): number {
    return this.#others.get(pid) ?? 0;
  }
}
