/** Programs on our own library. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Scenario } from './scenario';

const LIBRARY = pathToFileURL(join(import.meta.dirname, '..', '..', 'out', 'main', 'library.js')).href;

/** The tasks stand in the same file, which a worker imports: the main part runs where there is no parent. */
const program = (main: string): string => `import { Lock, Pool, Process, Queue } from '${LIBRARY}';
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { createServer } from 'node:net';
export const square = (n) => n * n;
export const leave = (code) => process.exit(code);
export const fail = () => { throw new RangeError('seven is not even'); };
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
export const putTwo = async (queue) => { await queue.put(1); await queue.put(2); };
export const takeBoth = async (first, second, ms) => {
  await first.acquire();
  await pause(500);
  if (await second.acquire({ timeout: ms })) await second.release();
  await first.release();
};
export const giveBackLater = async (first, second, ms) => {
  await first.acquire();
  setTimeout(() => first.release(), ms);
  await pause(500);
  await second.withLock(() => 0);
};
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

/** Longer than a hang takes to be found. */
const CALM_MS = 8000;

const calm = (name: string, main: string): Scenario => ({
  name: `no hang: library: ${name}`,
  program: { node: program(main) },
  ends: [{ who: 'main', cause: 'ok', atLeast: 'certain' }],
});

const twoLocks = (target: string): string =>
  `const [a, b] = [new Lock(), new Lock()];
  const ps = [[a, b], [b, a]].map(([one, two]) => new Process({ module, target: '${target}', args: [one, two, ${CALM_MS}] }));
  for (const p of ps) await p.start();
  for (const p of ps) await p.join();`;

export const calmLibraryPrograms: readonly Scenario[] = [
  calm(
    'a full queue whose items are taken later, while the child is joined',
    `const queue = new Queue({ maxSize: 1 });
  const p = new Process({ module, target: 'putTwo', args: [queue] });
  await p.start();
  setTimeout(async () => { await queue.get(); await queue.get(); }, ${CALM_MS});
  await p.join();`,
  ),
  calm(
    'a full queue whose items are taken when a request comes, while the child is joined',
    `const queue = new Queue({ maxSize: 1 });
  const p = new Process({ module, target: 'putTwo', args: [queue] });
  await p.start();
  const server = createServer(async (socket) => { socket.destroy(); server.close(); await queue.get(); await queue.get(); });
  server.listen(0, '127.0.0.1', () =>
    spawn('sh', ['-c', 'sleep ${CALM_MS / 1000}; exec "$0" -e "$1"', process.execPath, 'net.connect(' + server.address().port + ')'], { stdio: 'ignore' }));
  await p.join();`,
  ),
  calm('two locks in opposite order, waited for with a timeout', twoLocks('takeBoth')),
  calm('two locks in opposite order, given back later', twoLocks('giveBackLater')),
  calm(
    'a consumer whose producer takes its time',
    `const queue = new Queue();
  const p = new Process({ module, target: 'putTwo', args: [queue] });
  setTimeout(() => p.start(), ${CALM_MS});
  await queue.get();
  await queue.get();
  await p.join();`,
  ),
];
