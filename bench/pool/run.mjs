/**
 * One sample: `node run.mjs SIDE WORK`. Prints `{ value, ... }` as its last line, or fails.
 * A process of its own for each sample, so that no side inherits the heap of another.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { works } from './works.mjs';

const PROCESSES = 2;
const [, , sideName, workName] = process.argv;
const inWorkers = (name) => fileURLToPath(new URL(`workers/${name}`, import.meta.url));

const startedAt = performance.now();
const side = await import(`./sides/${sideName}.mjs`);
const importMs = performance.now() - startedAt;

const work = works[workName];
const context = {
  processes: PROCESSES,
  importMs,
  library: side.library,
  module: inWorkers('tasks.mjs'),
  open: ({ carriesBytes = false } = {}) =>
    side.open({ module: inWorkers('tasks.mjs'), worker: inWorkers, processes: PROCESSES, carriesBytes }),
};
const sample = await work(context);
const load = Number(readFileSync('/proc/loadavg', 'latin1').split(' ')[0]);
process.stdout.write(`\n${JSON.stringify({ load, ...sample })}\n`, () => process.exit(0));
