import type { Seat } from './crew';
import type { TaskNode } from './task-node';

/** Looks, a second apart, before a worker counts as silent. */
const PATIENCE = 10;

/**
 * Finds workers that do not begin what is first in their line: what an earlier task left
 * behind keeps their loop busy, they were stopped, or they lost their channel. No timeout of
 * a task helps there, since it counts from its start. Nothing runs there that the pool knows
 * of, so to end such a worker loses nothing. As silent is one that was told to leave, and is
 * still there.
 */
export class Silence {
  #unbegun = new Map<Seat, { readonly head: TaskNode | undefined; readonly looks: number }>();

  /** To be called once a second. Looks count and not time, which also passes while all of them stand still. */
  look(seats: Iterable<Seat>): readonly Seat[] {
    const before = this.#unbegun;
    this.#unbegun = new Map();
    for (const seat of seats) {
      const { head } = seat.line;
      const isSilent = seat.stage === 'leaving' || (head?.place === 'in-line' && seat.stage !== 'killed');
      if (!isSilent) continue;
      const known = before.get(seat);
      this.#unbegun.set(seat, { head, looks: known !== undefined && known.head === head ? known.looks + 1 : 1 });
    }
    // Once: what was ended may take its time.
    return [...this.#unbegun].flatMap(([seat, { looks }]) => (looks === PATIENCE + 1 ? seat : []));
  }

  /** A worker is gone. A pool that has ended looks no more, and would keep alive what was first in its line. */
  forget(seat: Seat): void {
    this.#unbegun.delete(seat);
  }
}
