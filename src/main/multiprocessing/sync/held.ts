/** Something held until it is released, or until the block of an `await using` ends. */
export class Held implements AsyncDisposable {
  readonly #release: () => Promise<void>;
  #isReleased = false;

  constructor(release: () => Promise<void>) {
    this.#release = release;
  }

  /** Does nothing the second time. */
  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    await this.#release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.release();
  }
}
