import type { Milliseconds } from '../../../../shared/units';

/** While a client may hold items: how long one waits at most to be found, unless the client is busy with something else. */
const OFTEN: Milliseconds = 2;
/** For one that holds back and says nothing: it is in a long calculation, and holds nothing most likely. */
const SELDOM: Milliseconds = 64;

interface Looked {
  /** Whether there may be something to be found. */
  readonly isHot: boolean;
  /** How much has come by any way. */
  readonly position: number;
}

/**
 * Looks for what a client said and did not write. A client writes before it may hold anything
 * back, and clears its word when it has written all: so no clock runs for those at rest.
 */
export class Lookout {
  readonly #looked: Looked;
  readonly #look: () => void;
  #timer: NodeJS.Timeout | undefined;
  #delay: Milliseconds = OFTEN;

  constructor(looked: Looked, look: () => void) {
    this.#looked = looked;
    this.#look = look;
  }

  /** Something came by the connection. */
  heard(): void {
    if (this.#delay > OFTEN) this.end();
    this.#delay = OFTEN;
    if (this.#timer === undefined && this.#looked.isHot) this.#plan();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #plan(): void {
    this.#timer = setTimeout(() => this.#turn(), this.#delay);
    this.#timer.unref();
  }

  #turn(): void {
    this.#timer = undefined;
    // Before it is looked: what is held after this word was cleared does not exist.
    const { isHot, position } = this.#looked;
    this.#look();
    this.#delay = this.#looked.position === position ? Math.min(SELDOM, 2 * this.#delay) : OFTEN;
    if (isHot) this.#plan();
  }
}
