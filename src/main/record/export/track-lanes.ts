import type { Pid } from '../../../shared/units';

/**
 * Puts tasks that one process runs at the same time side by side: each takes the lowest lane
 * of its process that is free when it begins, and frees it when it ends.
 */
export class TrackLanes {
  readonly #taken = new Map<Pid, Set<number>>();
  readonly #used = new Map<Pid, Set<number>>();
  readonly #laneOf = new Map<string, { readonly pid: Pid; readonly lane: number }>();

  begin(key: string, pid: Pid): void {
    const taken = this.#setOf(this.#taken, pid);
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    taken.add(lane);
    this.#setOf(this.#used, pid).add(lane);
    this.#laneOf.set(key, { pid, lane });
  }

  /** @returns the lane that it had; 0 for what never began. */
  end(key: string): number {
    const found = this.#laneOf.get(key);
    if (found === undefined) return 0;
    this.#laneOf.delete(key);
    this.#taken.get(found.pid)?.delete(found.lane);
    return found.lane;
  }

  /** All lanes that a process ever used. */
  of(pid: Pid): ReadonlySet<number> {
    return this.#used.get(pid) ?? new Set();
  }

  #setOf(sets: Map<Pid, Set<number>>, pid: Pid): Set<number> {
    const known = sets.get(pid);
    if (known !== undefined) return known;
    const made = new Set<number>();
    sets.set(pid, made);
    return made;
  }
}
