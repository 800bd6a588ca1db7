import workerpool from 'workerpool';

/** `serialization: 'advanced'` where bytes travel: with the default they come back as a plain object. */
export const open = ({ worker, processes, carriesBytes }) => {
  const pool = workerpool.pool(worker('workerpool.mjs'), {
    workerType: 'process',
    minWorkers: processes,
    maxWorkers: processes,
    forkOpts: { serialization: carriesBytes ? 'advanced' : 'json' },
  });
  return { call: (name, argument) => pool.exec(name, [argument]), close: () => pool.terminate() };
};
