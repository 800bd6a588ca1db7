import { Piscina } from 'piscina';

/** Threads, which is all it has: shown beside the processes, and no goal is set by it but the one for `map`. */
export const open = ({ module, processes }) => {
  const pool = new Piscina({ filename: module, minThreads: processes, maxThreads: processes });
  return { call: (name, argument) => pool.run(argument, { name }), close: () => pool.destroy() };
};
