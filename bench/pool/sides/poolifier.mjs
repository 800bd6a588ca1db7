import { FixedClusterPool } from 'poolifier';

export const open = ({ worker, processes, carriesBytes }) => {
  const pool = new FixedClusterPool(processes, worker('poolifier.cjs'), {
    settings: { serialization: carriesBytes ? 'advanced' : 'json' },
  });
  return { call: (name, argument) => pool.execute(argument, name), close: () => pool.destroy() };
};
