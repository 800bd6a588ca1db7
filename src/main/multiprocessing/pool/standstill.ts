import { readFileSync } from 'node:fs';
import type { Milliseconds, Pid } from '../../../shared/units';
import type { PoolCore } from './core';
import type { Worker } from './workers';

const PERIOD: Milliseconds = 1000;
/** In how many looks in a row a worker is found stopped before that is told: a short pause is nobody's concern. */
const TOLD_AFTER = 3;

/**
 * Sees to it that nothing stands still unseen: a worker that does not begin its task is
 * replaced (see `state/silence.ts`), one that is stopped in the midst of a task is told of,
 * by a warning of the process. It may go on where it stands, so it is not ended.
 *
 * @returns ends the watch.
 */
export function watchStandstill(core: PoolCore): () => void {
  const looks = new Map<Worker, number>();
  const look = (): void => {
    core.replaceSilent();
    for (const worker of core.workers.all) {
      const isStopped = worker.pid > 0 && core.isBusy(worker) && stateOf(worker.pid) === 'T';
      const count = isStopped ? (looks.get(worker) ?? 0) + 1 : 0;
      looks.set(worker, count);
      if (count === TOLD_AFTER) tell(worker);
    }
    for (const worker of looks.keys()) if (worker.loss !== undefined) looks.delete(worker);
  };
  const timer = setInterval(look, PERIOD).unref();
  return () => clearInterval(timer);
}

function tell({ name, pid }: Worker): void {
  process.emitWarning(
    `${name} (pid ${pid}) is stopped, as by SIGSTOP: its task stands still until it is told to go on (SIGCONT), or its timeout ends it`,
    { code: 'JOINSCOPE_WORKER_STOPPED' },
  );
}

/** proc_pid_stat(5), field 3: `T` is stopped by a signal. Linux only. */
function stateOf(pid: Pid): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return /^\d+ \(.*\) (\w)/s.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
  } catch {
    return undefined;
  }
}
