import { inProject } from '../../../scripts/setup/project.mjs';
import { pathToFileURL } from 'node:url';

/** The library, as `npm run bench` builds it for this. */
export const library = await import(pathToFileURL(inProject('.cache', 'bench', 'multiprocessing.mjs')).href);

export const open = ({ module, processes }) => {
  const pool = new library.Pool({ module, processes });
  return {
    pool,
    call: (name, argument) => pool.apply(name, [argument]),
    map: (name, items) => pool.map(name, items),
    stream: (name, items) => (pool.imap ?? pool.imapUnordered).call(pool, name, items),
    close: () => pool[Symbol.asyncDispose](),
  };
};
