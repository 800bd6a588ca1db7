/**
 * Ends a tree of processes by a ladder: SIGTERM, patience, SIGKILL until none is left.
 *
 * Each living process of the tree gets its signal once, wherever it stands: one that called
 * setsid left the group and is reached all the same. A pid is signalled only while it bears
 * the start time that was seen, so that a stranger that got the pid is safe.
 */
import type { Milliseconds, Pid, StartTicks } from '../../shared/units';

/** A process of ours that was alive when last heard of. */
export interface Target {
  readonly pid: Pid;
  readonly startTicks: StartTicks | undefined;
}

export interface TreePorts {
  /** Living processes of the tree, parents before their children. */
  readonly living: () => readonly Target[];
  /** Start time of the process that has the pid now. */
  readonly startTicksOf: (pid: Pid) => StartTicks | undefined;
  /** @throws {Error} ESRCH when it has gone, EPERM when it is somebody else's. */
  readonly kill: (pid: number, signal: NodeJS.Signals) => void;
  readonly onSignal: (pid: Pid, signal: NodeJS.Signals) => void;
  readonly sleep: (duration: Milliseconds) => Promise<void>;
}

/** How long a process may take to end after SIGTERM. */
export const TERM_PATIENCE: Milliseconds = 5000;
/** How long to go on killing what forks while it is being killed, or sleeps in the kernel. */
const KILL_PATIENCE: Milliseconds = 2000;
const LOOK_AGAIN: Milliseconds = 20;

export class TreeStopper {
  readonly #ports: TreePorts;
  #isHurried = false;
  #work: Promise<readonly Pid[]> | undefined;

  constructor(ports: TreePorts) {
    this.#ports = ports;
  }

  /**
   * Climbs the ladder; a second call with `now` while it climbs goes to SIGKILL at once.
   *
   * @returns the pids that are still alive at the end: in the kernel's uninterruptible sleep,
   *   or not ours to signal.
   */
  stop(now: boolean): Promise<readonly Pid[]> {
    this.#isHurried ||= now;
    this.#work ??= this.#climb();
    return this.#work;
  }

  async #climb(): Promise<readonly Pid[]> {
    if (!this.#isHurried) {
      this.#signalAll('SIGTERM');
      await this.#until(() => this.#isHurried || this.#ports.living().length === 0, TERM_PATIENCE);
    }
    const killed = new Set<Pid>();
    await this.#until(() => {
      this.#signalAll('SIGKILL', killed);
      return this.#ports.living().length === 0;
    }, KILL_PATIENCE);
    const survivors = this.#ports.living().map(({ pid }) => pid);
    this.#work = undefined;
    return survivors;
  }

  async #until(isDone: () => boolean, limit: Milliseconds): Promise<void> {
    for (let waited = 0; waited < limit && !isDone(); waited += LOOK_AGAIN) await this.#ports.sleep(LOOK_AGAIN);
  }

  /** @param done pids that had this signal already, and that get it no second time. */
  #signalAll(signal: NodeJS.Signals, done = new Set<Pid>()): void {
    for (const target of this.#ports.living()) {
      if (done.has(target.pid) || !this.#isOurs(target)) continue;
      done.add(target.pid);
      try {
        this.#ports.kill(target.pid, signal);
        this.#ports.onSignal(target.pid, signal);
      } catch {
        // It ended in this instant, or took another user's identity: the caller lists who is left.
      }
    }
  }

  #isOurs({ pid, startTicks }: Target): boolean {
    if (pid <= 1 || pid === process.pid) return false;
    const current = this.#ports.startTicksOf(pid);
    return startTicks === undefined || current === undefined || current === startTicks;
  }
}
