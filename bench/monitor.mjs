/** What watching costs, and what it sees, beside `top`. Linux only: both read /proc. */
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { inProject } from '../scripts/setup/project.mjs';

export const about = 'CPU time of a sample of 200 processes, 500 short lives seen';

const PROCESSES = 200;
const SHORT_LIVES = 500;
/** Samples over which the CPU time is taken. */
const SAMPLES = 20;
const HZ = 10;
const sleepers = ['sh', '-c', `for i in $(seq ${PROCESSES}); do sleep 60 & done; wait`];
// The interpreter itself: `python3` may be a shell script that starts processes of its own.
const python = () => execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim();
const shortLives = () => [python(), inProject('test', 'fixtures', 'python', 'short_lives.py'), String(SHORT_LIVES)];

export async function withBenchmarks(env, use) {
  if (process.platform !== 'linux') return;
  // NODE_EXTRA_CA_CERTS adds CPU time to every Node start.
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  await use([sampleOf(kept), shortLivesOf(kept)]);
}

const sampleOf = (env) => ({
  name: 'monitor/sample',
  title: `CPU time of one sample of ${PROCESSES} processes, reporting included`,
  unit: 'ms',
  better: 'lower',
  peerName: 'top -b, which shows all processes of the machine',
  goal: 1,
  repeats: 5,
  warmUps: 1,
  ours: () => sampleByCompanion(env),
  peer: () => sampleByTop(env),
  isCorrect: (rows) => rows >= PROCESSES,
});

const shortLivesOf = (env) => ({
  name: 'monitor/short-lives',
  title: `of ${SHORT_LIVES} processes that live 1 to 20 ms, how many are seen`,
  unit: 'processes',
  better: 'higher',
  peerName: 'top -b -d 0.1',
  goal: 1,
  repeats: 3,
  warmUps: 0,
  ours: () => livesByCompanion(env),
  peer: () => livesByTop(env),
  isCorrect: (seen, side) => side === 'peer' || seen === SHORT_LIVES,
});

async function sampleByCompanion(env) {
  const companion = startCompanion(sleepers, env);
  const samples = companion.events('sample');
  let rows = 0;
  while (rows < PROCESSES) rows = (await samples.next()).value.rows.length;
  const before = cpuTimeOf(companion.child.pid);
  for (let count = 0; count < SAMPLES; count += 1) rows = (await samples.next()).value.rows.length;
  const value = (cpuTimeOf(companion.child.pid) - before) / SAMPLES;
  await companion.end();
  return { value, result: rows };
}

async function sampleByTop(env) {
  const tree = spawn(sleepers[0], sleepers.slice(1), { env, stdio: 'ignore', detached: true });
  while (childrenOf(tree.pid) < PROCESSES) await sleep(10);
  const top = startTop(env);
  await top.nextScreen();
  const before = cpuTimeOf(top.child.pid);
  let fewest = Infinity;
  for (let count = 0; count < SAMPLES; count += 1) {
    fewest = Math.min(fewest, (await top.nextScreen()).filter(isSleeper).length);
  }
  const value = (cpuTimeOf(top.child.pid) - before) / SAMPLES;
  await end(top.child);
  process.kill(-tree.pid, 'SIGKILL');
  return { value, result: fewest };
}

const childrenOf = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim().split(' ').length;
const isSleeper = (line) => / sleep$/.test(line.trimEnd());

async function livesByCompanion(env) {
  const companion = startCompanion(shortLives(), env);
  let seen = 0;
  for await (const { code, signal, pid } of companion.events('process-exited')) {
    if (pid === companion.rootPid()) break;
    if (code !== null && signal === null) seen += 1;
  }
  await companion.end();
  return { value: seen, result: seen };
}

async function livesByTop(env) {
  const top = startTop(env);
  await top.nextScreen();
  const [command, ...args] = shortLives();
  const program = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const pids = new Set();
  createInterface({ input: program.stdout }).on('line', (line) => pids.add(line.split(' ')[0]));
  const exited = once(program, 'close');
  const seen = new Set();
  for (let isOver = false; !isOver;) {
    isOver = program.exitCode !== null;
    for (const line of await top.nextScreen()) seen.add(line.trim().split(' ')[0]);
  }
  await exited;
  await end(top.child);
  const value = [...pids].filter((pid) => seen.has(pid)).length;
  return { value, result: value };
}

/** `top` at the rate of our samples, screen by screen. */
function startTop(env) {
  const args = ['-b', '-w', '200', '-d', String(1 / HZ)];
  const child = spawn('top', args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  /** The lines up to the head of the next screen. */
  const nextScreen = async () => {
    const screen = [];
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('top has ended');
      if (value.startsWith('top - ')) return screen;
      screen.push(value);
    }
  };
  return { child, nextScreen };
}

/** The companion as a run starts it, and its events as they come. */
function startCompanion(argv, env) {
  const child = fork(inProject('out', 'main', 'companion.js'), [], {
    serialization: 'advanced',
    execArgv: [],
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const queue = [];
  let root;
  let wake = () => undefined;
  child.on('message', (report) => {
    if (report.type === 'launched') root = report.pid;
    if (report.type === 'batch') queue.push(...report.events);
    wake();
  });
  child.send({ type: 'launch', spec: specOf(argv, env) });
  async function* events(type) {
    for (;;) {
      const event = queue.shift();
      if (event === undefined) await new Promise((resolve) => (wake = resolve));
      else if (event.type === type) yield event;
    }
  }
  return {
    child,
    events,
    rootPid: () => root,
    end: async () => {
      child.send({ type: 'stop', reason: 'kill' }, () => undefined);
      await exited;
    },
  };
}

const specOf = (argv, env) => ({
  argv,
  cwd: inProject(),
  env,
  shell: false,
  output: 'capture',
  foreground: false,
  probes: false,
  hz: HZ,
  runStart: Number(process.hrtime.bigint()) / 1e6,
  startedAt: Date.now(),
});

/** Milliseconds on a core of all living threads, which the kernel counts in nanoseconds. */
function cpuTimeOf(pid) {
  const times = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

async function end(child) {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
