import { inProject } from '../../../scripts/setup/project.mjs';
import { pathToFileURL } from 'node:url';

/** The library, as a program that imports `joinscope` gets it. */
export const library = await import(pathToFileURL(inProject('out', 'main', 'library.js')).href);

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
