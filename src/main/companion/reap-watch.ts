/**
 * Tells when an ended process was joined: when its parent collected its status.
 *
 * Until then it lies in the process table as a zombie, which the kernel has no event for, so
 * the few that lie there are looked at again and again. How far an answer may be late grows
 * with their number, so that a thousand zombies cost no more than twenty. Only for life
 * cycles from the kernel: by polling, an end is seen when there is nothing left to join.
 */
import type { RunEvent } from '../../shared/events';
import type { Milliseconds, Pid, StartTicks } from '../../shared/units';

/** The first look: most parents wait in join() and collect at once. */
const FIRST_LOOK: Milliseconds = 4;
const NEXT_LOOK: Milliseconds = 25;
/** A look at one process takes about 0.02 ms; this much rest for each keeps it at 2 % of a core. */
const REST: Milliseconds = 1;

export interface ReapPorts {
  /** Start time of what has this pid now; `undefined` when nothing has. */
  readonly startTicksOf: (pid: Pid) => StartTicks | undefined;
  /** Whether a process still lives: an ended parent collects nobody, the system does. */
  readonly isAlive: (pid: Pid) => boolean;
  readonly now: () => Milliseconds;
  readonly emit: (event: RunEvent) => void;
  /** @returns its undo. */
  readonly schedule: (look: () => void, delay: Milliseconds) => () => void;
}

interface Ended {
  readonly ppid: Pid;
  readonly startTicks: StartTicks;
}

export class ReapWatch {
  readonly #ports: ReapPorts;
  readonly #ended = new Map<Pid, Ended>();
  #cancel: (() => void) | undefined;

  constructor(ports: ReapPorts) {
    this.#ports = ports;
  }

  /** @param startTicks left out for one that had gone before anybody could look at it. */
  add(pid: Pid, ppid: Pid, startTicks: StartTicks | undefined): void {
    const { startTicksOf, isAlive, now, emit } = this.#ports;
    if (startTicks === undefined) {
      if (startTicksOf(pid) === undefined && isAlive(ppid))
        emit({ type: 'process-joined', t: now(), pid, byPid: ppid });
      return;
    }
    this.#ended.set(pid, { ppid, startTicks });
    if (this.#cancel === undefined) this.#lookIn(FIRST_LOOK);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#ended.clear();
  }

  #lookIn(delay: Milliseconds): void {
    this.#cancel = this.#ports.schedule(() => this.#look(), delay);
  }

  #look(): void {
    this.#cancel = undefined;
    const { startTicksOf, isAlive, now, emit } = this.#ports;
    for (const [pid, { ppid, startTicks }] of this.#ended) {
      if (startTicksOf(pid) === startTicks && isAlive(ppid)) continue;
      this.#ended.delete(pid);
      if (isAlive(ppid)) emit({ type: 'process-joined', t: now(), pid, byPid: ppid });
    }
    if (this.#ended.size > 0) this.#lookIn(Math.max(NEXT_LOOK, this.#ended.size * REST));
  }
}

/** A look by the real clock. */
export function byTimer(look: () => void, delay: Milliseconds): () => void {
  const timer = setTimeout(look, delay);
  return () => clearTimeout(timer);
}
