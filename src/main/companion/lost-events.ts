import type { Milliseconds } from '../../shared/units';

/** How long the next event of a core, which tells how many were lost before it, may take to come. */
const PATIENCE: Milliseconds = 500;

/**
 * Says how many of the kernel's events were lost: once for each burst, when it is known.
 *
 * The kernel's numbers tell it exactly, for the whole machine. Where they do not (no event came
 * afterwards), the differences to the process table are the least it can have been.
 */
export class LostEvents {
  readonly #tell: (count: number) => void;
  #missed = 0;
  #differences = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(tell: (count: number) => void) {
    this.#tell = tell;
  }

  /** Some were lost. */
  overflowed(): void {
    this.#timer ??= setTimeout(() => this.flush(), PATIENCE);
  }

  missed(count: number): void {
    this.#missed += count;
    this.overflowed();
  }

  /** The process table shows what so many events would have told. */
  differed(count: number): void {
    this.#differences += count;
  }

  /** Tells what is known now, if there is anything to tell. */
  flush(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tell(Math.max(1, this.#missed, this.#differences));
    this.#missed = 0;
    this.#differences = 0;
  }
}
