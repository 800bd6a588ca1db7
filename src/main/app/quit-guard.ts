/** What quitting needs of the program; a test passes a plain object. */
export interface QuitParts {
  /** Titles of the runs that would be cut short. */
  readonly running: () => readonly string[];
  readonly mayQuit: (titles: readonly string[]) => Promise<boolean>;
  /** Ends all runs; bounded in time. */
  readonly stopAll: () => Promise<void>;
  /** Quits for good: {@link QuitGuard.holds} is false by then. */
  readonly quit: () => void;
}

/**
 * Nothing that was started outlives the program: quitting waits until every run has ended. A
 * person who quits while runs go on is asked first; a signal or a log-out is not a question.
 */
export class QuitGuard {
  readonly #parts: QuitParts;
  #state: 'open' | 'asking' | 'stopping' | 'done' = 'open';

  constructor(parts: QuitParts) {
    this.#parts = parts;
  }

  /** Whether quitting, or closing the last window, must wait. */
  get holds(): boolean {
    return this.#state !== 'done';
  }

  /** @param isForced nobody is asked. */
  async request(isForced: boolean): Promise<void> {
    if (this.#state === 'stopping' || this.#state === 'done') return;
    if (this.#state === 'asking' && !isForced) return;
    this.#state = 'asking';
    const running = this.#parts.running();
    const isAgreed = isForced || running.length === 0 || (await this.#parts.mayQuit(running));
    // A signal may have come while the question stood there.
    if (this.#isBeyondAsking()) return;
    this.#state = isAgreed ? 'stopping' : 'open';
    if (!isAgreed) return;
    try {
      await this.#parts.stopAll();
    } finally {
      this.#state = 'done';
      this.#parts.quit();
    }
  }

  #isBeyondAsking(): boolean {
    return this.#state !== 'asking';
  }
}
