/** Programs on our own library. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Scenario } from './scenario';

const LIBRARY = pathToFileURL(join(import.meta.dirname, '..', '..', 'out', 'main', 'library.js')).href;

/** The tasks stand in the same file, which a worker imports: the main part runs where there is no parent. */
const program = (main: string): string => `import { Pool, Process } from '${LIBRARY}';
import { writeSync } from 'node:fs';
export const square = (n) => n * n;
export const leave = (code) => process.exit(code);
export const fail = () => { throw new RangeError('seven is not even'); };
export const rest = () => new Promise((resolve) => setTimeout(resolve, 60_000));
const module = import.meta.url;
if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').at(-1))) {
  ${main}
}
`;

export const libraryPrograms: readonly Scenario[] = [
  {
    name: 'library Process: returns',
    program: {
      node: program("const p = new Process({ module, target: 'square', args: [2] }); p.start(); await p.join();"),
    },
    ends: [{ who: /^process-1$/i, cause: 'ok', atLeast: 'certain' }],
  },
  {
    name: 'library Process: throws',
    program: {
      node: program("const p = new Process({ module, target: 'fail' }); p.start(); await p.join().catch(() => 0);"),
    },
    ends: [{ who: /^process-1$/i, cause: 'uncaught-exception', atLeast: 'very-likely' }],
  },
  {
    name: 'library Process: leaves with 3',
    program: {
      node: program(
        "const p = new Process({ module, target: 'leave', args: [3] }); p.start(); await p.join().catch(() => 0);",
      ),
    },
    ends: [{ who: /^process-1$/i, cause: 'exit-status', atLeast: 'very-likely' }],
  },
  {
    name: 'library Process: terminate()',
    program: {
      node: program(
        "const p = new Process({ module, target: 'rest' }); p.start(); setTimeout(() => p.terminate(), 700); await p.join().catch(() => 0);",
      ),
    },
    ends: [{ who: /^process-1$/i, cause: 'terminated-by-program', atLeast: 'certain' }],
  },
  {
    name: 'library Pool: works and is closed',
    program: {
      node: program(
        "const pool = new Pool({ module, processes: 2 }); await pool.map('square', [1, 2, 3]); pool.close(); await pool.join();",
      ),
    },
    ends: [{ who: /^worker-1$/i, cause: 'ok', atLeast: 'certain' }],
  },
  {
    name: 'library Pool: a worker leaves in a task',
    program: {
      node: program(
        "const pool = new Pool({ module, processes: 1 }); await pool.apply('leave', [3]).catch(() => 0); pool.close(); await pool.join();",
      ),
    },
    ends: [{ who: /^worker-1$/i, cause: 'exit-status', atLeast: 'very-likely' }],
  },
  {
    name: 'library Pool: a worker leaves with 0 in a task',
    program: {
      node: program(
        "const pool = new Pool({ module, processes: 1 }); await pool.apply('leave', [0]).catch(() => 0); pool.close(); await pool.join();",
      ),
    },
    ends: [{ who: /^worker-1$/i, cause: 'exit-status', atLeast: 'likely', says: ['title.too-early'] }],
  },
  {
    name: 'library Pool: terminate()',
    program: {
      node: program(
        "const pool = new Pool({ module, processes: 1 }); pool.apply('rest', []).catch(() => 0); setTimeout(() => pool.terminate(), 700); await new Promise((r) => setTimeout(r, 900)); await pool.join();",
      ),
    },
    ends: [{ who: /^worker-1$/i, cause: 'terminated-by-program', atLeast: 'very-likely' }],
  },
];
