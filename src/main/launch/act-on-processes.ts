/**
 * Does to processes of the tree what a person asked for: one signal, another nice value, or a
 * pause of all. A process is touched only while it bears the start time that was seen.
 */
import { reasonOf } from '../../shared/outcome';
import type { ProcessTarget, RunAction } from '../../shared/run-action';
import type { Pid } from '../../shared/units';
import type { Target, TreePorts } from './stop-tree';

interface ActionPorts extends Pick<TreePorts, 'living' | 'startTicksOf' | 'kill' | 'onSignal'> {
  /** @throws {Error} EACCES or EPERM where the system does not allow it (setpriority(2)). */
  readonly setPriority: (pid: Pid, nice: number) => void;
  readonly onReniced: (pid: Pid, nice: number) => void;
  /** @param count processes that were stopped, or set going again. */
  readonly onPaused: (isPaused: boolean, count: number) => void;
  /** `id` is a key below `notice.` of the locales. */
  readonly onRefused: (
    id: 'signal-refused' | 'renice-refused' | 'process-gone',
    values: Record<string, string | number>,
  ) => void;
}

/** A tree that forks while it is being stopped is stopped again this often: each round finds what the last missed. */
const MAX_ROUNDS = 50;

export class ProcessActions {
  readonly #ports: ActionPorts;
  readonly #paused = new Map<Pid, Target>();
  #isPaused = false;

  constructor(ports: ActionPorts) {
    this.#ports = ports;
  }

  act(action: RunAction): void {
    switch (action.type) {
      case 'signal-process':
        return this.#signal(action, action.signal);
      case 'renice':
        return this.#renice(action, action.nice);
      case 'pause':
        return action.isPaused ? this.#pause() : this.resume();
    }
  }

  /** Sets going what a pause stopped; without a pause it does nothing. */
  resume(): void {
    if (!this.#isPaused) return;
    this.#isPaused = false;
    // Children first: a shell that goes on before them would find them stopped.
    const all = [...this.#paused.values()].reverse();
    this.#paused.clear();
    this.#ports.onPaused(false, all.filter((one) => this.#sendQuietly(one, 'SIGCONT')).length);
  }

  #pause(): void {
    if (this.#isPaused) return;
    this.#isPaused = true;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      // Parents first: once stopped, they start nobody.
      const fresh = this.#ports.living().filter(({ pid }) => !this.#paused.has(pid));
      if (fresh.length === 0) break;
      for (const one of fresh) {
        // Noted even where it failed, so that it is tried once.
        this.#paused.set(one.pid, one);
        this.#sendQuietly(one, 'SIGSTOP');
      }
    }
    this.#ports.onPaused(true, this.#paused.size);
  }

  #signal(asked: ProcessTarget, signal: NodeJS.Signals): void {
    const { pid } = asked;
    const found = this.#find(asked);
    if (found === undefined) return this.#ports.onRefused('process-gone', { pid });
    try {
      this.#ports.kill(pid, signal);
      this.#ports.onSignal(pid, signal);
    } catch (error) {
      this.#ports.onRefused('signal-refused', { signal, pid, ...reasonOf(error) });
    }
  }

  #renice(asked: ProcessTarget, nice: number): void {
    const { pid } = asked;
    if (this.#find(asked) === undefined) return this.#ports.onRefused('process-gone', { pid });
    try {
      this.#ports.setPriority(pid, nice);
      this.#ports.onReniced(pid, nice);
    } catch (error) {
      this.#ports.onRefused('renice-refused', { pid, nice, ...reasonOf(error) });
    }
  }

  /** The living process of the tree that was meant, and no stranger that has its pid now. */
  #find({ pid, startTicks }: ProcessTarget): Target | undefined {
    const found = this.#ports.living().find((one) => one.pid === pid);
    if (found === undefined || (found.startTicks ?? null) !== startTicks) return undefined;
    return this.#isSame(found) ? found : undefined;
  }

  #isSame({ pid, startTicks }: Target): boolean {
    return pid > 1 && pid !== process.pid && this.#ports.startTicksOf(pid) === startTicks;
  }

  #sendQuietly(one: Target, signal: NodeJS.Signals): boolean {
    if (!this.#isSame(one)) return false;
    try {
      this.#ports.kill(one.pid, signal);
      return true;
    } catch {
      // It ended in this instant, or belongs to another user.
      return false;
    }
  }
}
