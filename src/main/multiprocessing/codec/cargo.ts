/**
 * What becomes of references that are on their way to a child when the child ends before it
 * read them. Who counts holders of something must hear of it, or the count is wrong for ever.
 */
type Loss = () => void;

let loading: Set<Loss> | undefined;

/** All that was sent to one child. */
export class Cargo {
  readonly #losses = new Set<Loss>();

  /** What the function encodes is sent to this child. */
  load<Result>(encode: () => Result): Result {
    const before = loading;
    loading = this.#losses;
    try {
      return encode();
    } finally {
      loading = before;
    }
  }

  /** The child ended: what it has not taken until now, it never will. */
  lost(): void {
    const losses = [...this.#losses];
    this.#losses.clear();
    for (const loss of losses) loss();
  }
}

/**
 * For an object that is being encoded.
 *
 * @returns whether it will be told. Not where the object does not go to a child directly, as in
 *   an item of a queue: then nobody can know whether it arrives.
 */
export function whenCargoIsLost(loss: Loss): boolean {
  loading?.add(loss);
  return loading !== undefined;
}
