import { type FSWatcher, watch } from 'node:fs';
import type { Milliseconds } from '../../../shared/units';

/** How often the board is read; a wait of that length cannot be missed. */
const INTERVAL: Milliseconds = 100;

export interface BoardPaceParts {
  /** Where the board is. */
  readonly folder: string;
  readonly isUsed: () => boolean;
  readonly look: () => void;
}

/**
 * When the board is looked at: ten times a second, from when anybody uses it. Until then the kernel
 * tells of the first who does: whoever uses the board claims a record in a file beside it. Many
 * programs never do, and a companion that wakes ten times a second takes as long for that as for all else.
 */
export class BoardPace {
  readonly #parts: BoardPaceParts;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(parts: BoardPaceParts) {
    this.#parts = parts;
    // Elsewhere news of a file comes late, or by polling.
    if (process.platform === 'linux') this.#await();
    else this.#begin();
  }

  close(): void {
    this.#watcher?.close();
    clearInterval(this.#timer);
  }

  #await(): void {
    try {
      this.#watcher = watch(this.#parts.folder, () => this.#beginIfUsed());
      this.#watcher.on('error', () => this.#begin());
    } catch {
      // The user's watches are used up.
      this.#begin();
      return;
    }
    // Before there was a watch nobody would have told.
    this.#beginIfUsed();
  }

  #beginIfUsed(): void {
    if (this.#parts.isUsed()) this.#begin();
  }

  #begin(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#timer ??= setInterval(this.#parts.look, INTERVAL);
    this.#parts.look();
  }
}
