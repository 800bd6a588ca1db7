import type { FailReason } from '../state/pool-orders';
import { type Loss, PoolBrokenError, PoolTerminatedError, sayLoss } from './errors';
import type { Task } from './task';
import type { Worker } from './workers';

/** Reasons remembered for the error of a broken pool. */
const MAX_TROUBLES = 3;

/** What went wrong with a pool's workers, for the error that says why it gave up. */
export class Troubles {
  readonly #pool: string;
  #causes: readonly string[] = [];
  #stderrTail = '';

  constructor(pool: string) {
    this.#pool = pool;
  }

  add(cause: string): void {
    this.#causes = [...this.#causes, cause].slice(-MAX_TROUBLES);
  }

  addLoss({ name, pid, readyAt }: Worker, loss: Loss): void {
    if (loss.stderrTail !== '') this.#stderrTail = loss.stderrTail;
    if (pid > 0)
      this.add(`${name} (pid ${pid}) ${sayLoss(loss)}${readyAt === undefined ? ' before it was ready' : ''}`);
  }

  asError(): PoolBrokenError {
    return new PoolBrokenError(this.#pool, this.#causes, this.#stderrTail);
  }

  /** What a task fails with that nobody will run. */
  errorFor({ id, label }: Pick<Task, 'id' | 'label'>, reason: FailReason): Error {
    return reason === 'terminated' ? new PoolTerminatedError(`task ${id} (${label}) returned`) : this.asError();
  }
}
