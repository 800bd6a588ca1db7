/** How many of many short lives are seen, with the status that each ended with. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { inProject } from '../../scripts/setup/project.mjs';
import { startCompanion } from './companion.mjs';
import { startTop } from './top.mjs';

/** Milliseconds. */
const SHORTEST = 5;
const LONGEST = 50;

const load = () => Number(readFileSync('/proc/loadavg', 'latin1').split(' ')[0]);

/** The interpreter itself: `python3` may be a shell script that starts processes of its own. */
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
const program = (count) => [
  python(),
  inProject('test', 'fixtures', 'python', 'short_lives.py'),
  ...[count, SHORTEST, LONGEST].map(String),
];

/** @returns how many were seen to start, and to end with the status that the program gave them. */
export async function livesByCompanion({ count, env }) {
  const companion = startCompanion(program(count), { env, hz: 2 });
  const started = new Set();
  const told = new Map();
  const found = new Map();
  for await (const event of companion.events) {
    if (event.type === 'process-started') started.add(event.pid);
    if (event.type === 'process-exited') found.set(event.pid, event.code);
    if (event.type === 'log') told.set(...event.text.split(' ').map(Number));
    if (event.type === 'run-ended') break;
  }
  await companion.end();
  const pids = [...told.keys()];
  if (pids.length !== count) throw new Error(`The program tells of ${pids.length} processes`);
  const right = pids.filter((pid) => found.get(pid) === told.get(pid)).length;
  return { value: pids.filter((pid) => started.has(pid)).length, right, load: load() };
}

/** `top` at ten screens a second, which is as often as it pays. It shows no statuses. */
export async function livesByTop({ count, env }) {
  const top = startTop(0.1, env);
  await top.nextScreen();
  const [command, ...args] = program(count);
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const pids = new Set();
  createInterface({ input: child.stdout }).on('line', (line) => pids.add(line.split(' ')[0]));
  const closed = once(child, 'close');
  const seen = new Set();
  for (let isOver = false; !isOver;) {
    isOver = child.exitCode !== null;
    for (const line of await top.nextScreen()) seen.add(line.trim().split(' ')[0]);
  }
  await closed;
  await top.end();
  return { value: [...pids].filter((pid) => seen.has(pid)).length, load: load() };
}
