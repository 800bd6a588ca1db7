import { Tinypool } from 'tinypool';

export const open = ({ module, processes, carriesBytes }) => {
  const pool = new Tinypool({
    filename: module,
    runtime: 'child_process',
    minThreads: processes,
    maxThreads: processes,
    serialization: carriesBytes ? 'advanced' : 'json',
  });
  return { call: (name, argument) => pool.run(argument, { name }), close: () => pool.destroy() };
};
