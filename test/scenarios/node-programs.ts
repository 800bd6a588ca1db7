/** Node programs: child_process, cluster, worker_threads. No probe reports from them unless one is loaded. */
import type { Scenario } from './scenario';

const FORK = `import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
const isChild = process.argv[2] === 'child';
const start = () => fork(fileURLToPath(import.meta.url), ['child']);
`;

/** A child beside its parent; both are called node. */
const CHILD = /#2$/;

export const nodePrograms: readonly Scenario[] = [
  {
    name: 'node: it ends well',
    program: { node: 'console.log(1)' },
    ends: [{ who: 'main', cause: 'ok', atLeast: 'certain' }],
  },
  {
    name: 'node: throws',
    program: { node: 'function work() { throw new TypeError("no such thing") }\nwork();' },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'very-likely', says: ['seen.place'] }],
  },
  {
    name: 'node: a rejection that nobody handles',
    program: { node: 'Promise.reject(new RangeError("too far"));' },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'very-likely' }],
  },
  {
    name: 'node: process.exit(3)',
    program: { node: 'process.exit(3);' },
    ends: [{ who: 'main', cause: 'exit-status', atLeast: 'very-likely' }],
  },
  {
    name: 'node: a top-level await that never settles',
    program: { node: 'await new Promise(() => {});' },
    ends: [{ who: 'main', cause: 'exit-status', atLeast: 'likely', says: ['title.node-await'] }],
  },
  {
    name: 'node: process.abort()',
    program: { node: 'process.abort();' },
    ends: [{ who: 'main', cause: 'crash', atLeast: 'very-likely' }],
  },
  {
    name: 'node: its heap is full',
    program: {
      node: `import { spawnSync } from 'node:child_process';
spawnSync(process.execPath, ['--max-old-space-size=24', '-e', 'const a = []; for (;;) a.push(new Array(1000).fill(a.length))'], { stdio: 'inherit' });`,
    },
    ends: [{ who: CHILD, cause: 'out-of-memory', atLeast: 'certain', says: ['title.heap-limit'] }],
  },
  {
    name: 'node: an option that does not exist',
    program: {
      node: `import { spawnSync } from 'node:child_process';
spawnSync(process.execPath, ['--no-such-option-here'], { stdio: 'inherit' });`,
    },
    ends: [{ who: CHILD, cause: 'exit-status', atLeast: 'likely', says: ['title.node-argument'] }],
  },
  {
    name: 'node fork: a child that throws',
    program: { node: `${FORK}if (isChild) throw new Error('bad input'); else start();` },
    ends: [
      { who: CHILD, cause: 'uncaught-exception', atLeast: 'very-likely' },
      { who: 'main', cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: 'node fork: a child that leaves with 4',
    program: { node: `${FORK}if (isChild) process.exit(4); else start();` },
    ends: [{ who: CHILD, cause: 'exit-status', atLeast: 'very-likely' }],
  },
  {
    name: 'node cluster: a worker that leaves with 2',
    program: {
      node: `import cluster from 'node:cluster';
if (cluster.isPrimary) cluster.fork(); else process.exit(2);`,
    },
    ends: [{ who: CHILD, cause: 'exit-status', atLeast: 'very-likely' }],
  },
  {
    name: 'node cluster: a worker that throws',
    program: {
      node: `import cluster from 'node:cluster';
if (cluster.isPrimary) cluster.fork(); else throw new Error('bad input');`,
    },
    ends: [{ who: CHILD, cause: 'uncaught-exception', atLeast: 'very-likely' }],
  },
  {
    name: 'node worker_threads: a thread that throws takes the process along',
    program: {
      node: `import { Worker } from 'node:worker_threads';
new Worker('throw new Error("in a thread")', { eval: true });`,
    },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'very-likely' }],
  },
  {
    name: 'node worker_threads: a thread at its limit of memory',
    program: {
      node: `import { Worker } from 'node:worker_threads';
new Worker('const a = []; for (;;) a.push(new Array(1000).fill(a.length))', { eval: true, resourceLimits: { maxOldGenerationSizeMb: 16 } });`,
    },
    ends: [{ who: 'main', cause: 'out-of-memory', atLeast: 'very-likely' }],
  },
  {
    name: 'node worker_threads: a thread leaves, the process goes on',
    program: {
      node: `import { Worker } from 'node:worker_threads';
new Worker('process.exit(5)', { eval: true }).on('exit', () => undefined);`,
    },
    ends: [{ who: 'main', cause: 'ok', atLeast: 'certain' }],
  },
];
