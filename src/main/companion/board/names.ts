import type { Pid } from '../../../shared/units';
import type { Place } from '../probe-note';

/** What the numbers on the board are called: objects by label, places by file and line. */
export class BoardNames {
  readonly #labels = new Map<number, NamedObject>();
  readonly #taken = new Map<string, number>();
  readonly #places = new Map<string, Place>();

  /** Several objects that were made in one line are told apart by a number. */
  name(object: number, kind: string, label: string): void {
    if (this.#labels.has(object)) return;
    const count = (this.#taken.get(label) ?? 0) + 1;
    this.#taken.set(label, count);
    this.#labels.set(object, { kind, label: count === 1 ? label : `${label} #${count}` });
  }

  /** `undefined` before its maker's word has arrived. */
  find(object: number): NamedObject | undefined {
    return this.#labels.get(object);
  }

  addPlace(pid: Pid, site: number, place: Place): void {
    this.#places.set(`${pid}:${site}`, place);
  }

  placeOf(pid: Pid, site: number): Place | undefined {
    return this.#places.get(`${pid}:${site}`);
  }
}

export interface NamedObject {
  /** One of `KINDS` of the probe's `board.py`. */
  readonly kind: string;
  readonly label: string;
}
