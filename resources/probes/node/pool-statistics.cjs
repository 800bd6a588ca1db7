/**
 * What pools of other libraries say of themselves, in one form: `size` in workers, `least` that it
 * keeps, and how many tasks were `submitted`, `started` and `finished` (well or not) since the pool was made, with the
 * sums of their times where the pool measures them.
 *
 * A pool is held weakly: `undefined` once the program has dropped it.
 */
'use strict';

/** Piscina and Tinypool: `queueSize`, `completed`, `threads`; Piscina's workers tell what each has in hand (5.x). */
exports.piscinaOf = (emitter) => {
  const workers = new Set();
  emitter.on('workerCreate', (worker) => typeof worker?.currentUsage === 'number' && workers.add(worker));
  const pool = new WeakRef(emitter);
  return () => {
    const { queueSize, completed, threads, options, histogram } = pool.deref() ?? {};
    if (typeof queueSize !== 'number' || typeof completed !== 'number') return undefined;
    const size = threads.length;
    for (const worker of workers) if (worker.destroyed) workers.delete(worker);
    // Otherwise known only while others wait: then each worker has as much as it may.
    const full = queueSize > 0 ? size * (options?.concurrentTasksPerWorker ?? 1) : 0;
    const active = workers.size > 0 ? [...workers].reduce((sum, { currentUsage }) => sum + currentUsage, 0) : full;
    return {
      size,
      least: options?.minThreads ?? 0,
      ...stepsOf({ queued: queueSize, active, finished: completed }),
      ...sumOf('runMs', histogram?.runTime, completed),
      ...sumOf('waitMs', histogram?.waitTime, completed),
    };
  };
};

/** workerpool: `stats()`, and the number of each worker's last task. */
exports.workerpoolOf = (found) => {
  const pool = new WeakRef(found);
  const seen = new Set();
  let ofThoseGone = 0;
  return () => {
    const { workers, ...known } = withStats(pool.deref());
    if (workers === undefined) return undefined;
    for (const worker of workers) seen.add(worker);
    for (const worker of seen) {
      if (workers.includes(worker)) continue;
      ofThoseGone += worker.lastId;
      seen.delete(worker);
    }
    const started = workers.reduce((sum, { lastId }) => sum + lastId, ofThoseGone);
    if (!Number.isInteger(started)) return { size: known.totalWorkers };
    const finished = Math.max(0, started - known.activeTasks);
    const { pendingTasks: queued, activeTasks: active } = known;
    return { size: known.totalWorkers, ...stepsOf({ queued, active, finished }) };
  };
};

function withStats(pool) {
  return pool === undefined ? {} : { ...pool.stats(), workers: pool.workers };
}

function stepsOf({ queued, active, finished }) {
  return { finished, started: finished + active, submitted: finished + active + queued };
}

function sumOf(name, times, count) {
  const average = times?.average;
  return typeof average === 'number' && Number.isFinite(average) ? { [name]: average * count } : {};
}
