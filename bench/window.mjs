/** How the window keeps up with a busy run that is live. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { own } from '../scripts/bench/compare-many.mjs';
import { Feed, inputToPaint, showRun, withWindow } from './window/app.mjs';
import { MadeUpRun } from './window/events.mjs';
import { costOf, startWaiting } from './window/idle.mjs';

export const about = 'the window while a run is live: the page kept busy, input to paint, memory';

const MINUTE = 60_000;
const HZ = 2;
/** Of the run before anybody measures. */
const HISTORY = 10 * MINUTE;
const TASKS = 100_000;
/** What the lanes are to hold at most; so many are looked at less often, as a run does of itself. */
const MOST = { processes: 5000, tasks: 1_000_000, hz: 0.2 };
/** An update comes ten times a second, with these events a second. */
const UPDATE = 100;
const EVENTS_A_SECOND = 200;
const UPDATES = 200;
const WARM_UPS = 50;

export async function withBenchmarks(env, use, { profile, only = [] } = {}) {
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const lines = [
    liveLine({ env: kept, profile, size: { processes: 64, tasks: TASKS, hz: HZ }, goals: { median: 16, p99: 50 } }),
    liveLine({ env: kept, profile, size: { processes: 1000, tasks: TASKS, hz: HZ }, goals: { p99: 100 } }),
    liveLine({ env: kept, profile, size: MOST, goals: {} }),
    dayLine(kept),
    idleLine(kept),
  ];
  await use(only.length === 0 ? lines : lines.filter(({ name }) => only.includes(name.slice('window/'.length))));
}

const line = (rest) => ({ repeats: 1, warmUps: 0, better: 'lower', ...rest });
const loadNow = () => Math.round(loadavg()[0] * 10) / 10;

const liveLine = ({ env, profile, size, goals }) =>
  line({
    name: `window/live${size.processes}`,
    title: `${size.processes} processes, ${size.tasks} tasks in 10 minutes, ${EVENTS_A_SECOND} events/s arrive: page busy an update`,
    unit: 'ms',
    sides: [{ name: 'ours', kind: 'ours', sample: () => liveSample({ env, size, profile }) }],
    goals: [
      ...(goals.median === undefined
        ? []
        : [own(`median at most ${goals.median} ms`, ({ value }) => value, { most: goals.median })]),
      ...(goals.p99 === undefined ? [] : [own(`p99 at most ${goals.p99} ms`, ({ p99 }) => p99, { most: goals.p99 })]),
      own('input to paint at most 100 ms (p95)', ({ input }) => input, { most: 100 }),
    ],
    extras: [
      ['p99', 'p99', 'ms'],
      ['cpu', 'of the processor', 'ms'],
      ['cpuP99', 'its p99', 'ms'],
      ['input', 'input to paint p95', 'ms'],
      ['foldMs', 'history there after', 'ms'],
      ['heap', 'heap', 'MB'],
    ],
  });

async function liveSample({ env, size, profile }) {
  return withWindow(env, async ({ app, page, data, meter }) => {
    const { processes, hz } = size;
    const made = new MadeUpRun({ processes });
    const feed = new Feed({ app, data });
    const startedAt = performance.now();
    await feed.send(made.begin());
    await showRun(page);
    const tasks = size.tasks / (HISTORY / 1000);
    for (let from = 0; from < HISTORY; from += MINUTE / 2) {
      await feed.send(made.stretch({ from, to: from + MINUTE / 2, tasks, hz }));
    }
    await meter.busy();
    const foldMs = performance.now() - startedAt;
    const live = liveFeed({ feed, made, meter, hz });
    await live(WARM_UPS);
    if (profile !== undefined) await startProfile(meter);
    const busy = await live(UPDATES);
    if (profile !== undefined) await endProfile(meter, join(profile, `window-${processes}.cpuprofile`));
    const [clock, cpu] = ['clock', 'cpu'].map((by) => busy.map((one) => one[by]));
    const [taken] = await Promise.all([inputToPaint(page, 'ArrowDown'), live(30)]);
    return {
      value: quantile(clock, 0.5),
      p99: quantile(clock, 0.99),
      cpu: quantile(cpu, 0.5),
      cpuP99: quantile(cpu, 0.99),
      input: quantile(taken, 0.95),
      foldMs,
      heap: (await meter.heap()) / 1e6,
      load: loadNow(),
    };
  });
}

/** Feeds an update every 100 ms, and tells how long each kept the page busy. */
function liveFeed({ feed, made, meter, hz }) {
  let t = HISTORY;
  return async (updates) => {
    const busy = [];
    let due = performance.now();
    for (let update = 0; update < updates; update += 1) {
      await feed.send(made.stretch({ from: t, to: t + UPDATE, tasks: EVENTS_A_SECOND / 3, hz }));
      t += UPDATE;
      due += UPDATE;
      await pause(Math.max(0, due - performance.now()));
      busy.push(await meter.busy());
    }
    return busy;
  };
}

const HOURS = 8;
const WORKERS_OF_A_DAY = 16;

const dayLine = (env) =>
  line({
    name: 'window/day',
    title: `${HOURS} hours of a run with ${WORKERS_OF_A_DAY} processes, quickly: growth of the page's heap after the first two`,
    unit: 'MB',
    sides: [{ name: 'ours', kind: 'ours', sample: () => daySample(env) }],
    goals: [own('at most 10 MB', ({ value }) => value, { most: 10 })],
    extras: [['first', 'after two hours', 'MB']],
  });

/** A sample in two seconds and ten tasks a second: what bounds memory is the number of readings, and these are past every bound. */
async function daySample(env) {
  return withWindow(env, async ({ app, page, data, meter }) => {
    const made = new MadeUpRun({ processes: WORKERS_OF_A_DAY });
    const feed = new Feed({ app, data });
    await feed.send(made.begin());
    await showRun(page);
    const heaps = [];
    for (let hour = 0; hour < HOURS; hour += 1) {
      for (let minute = 0; minute < 60; minute += 10) {
        const from = (hour * 60 + minute) * MINUTE;
        await feed.send(made.stretch({ from, to: from + 10 * MINUTE, tasks: 10, hz: 0.5 }));
      }
      await meter.busy();
      heaps.push((await meter.heap()) / 1e6);
    }
    return { value: heaps.at(-1) - heaps[1], first: heaps[1], load: loadNow() };
  });
}

/** A program comes to rest, and what was drawn of its start with it. */
const IDLE_SETTLES = 15_000;
/** In the first minute after it V8 gives back what the start of the window left. */
const IDLE_MEASURED = MINUTE;

const idleLine = (env) =>
  line({
    name: 'window/idle',
    title: 'a program that waits is watched, its run shown, for a second minute: all processes of ours together',
    unit: '% of a core',
    sides: [{ name: 'ours', kind: 'ours', sample: () => idleSample(env) }],
    goals: [own('at most 2 % of a core', ({ value }) => value, { most: 2 })],
    extras: ['page', 'companion', 'main', 'gpu', 'other', 'first minute'].map((role) => [role, role, '%']),
  });

async function idleSample(env) {
  return withWindow(env, async (opened) => {
    await startWaiting(opened);
    await pause(IDLE_SETTLES);
    const { all: first } = await costOf(opened.app.process().pid, IDLE_MEASURED);
    const { all, ...parts } = await costOf(opened.app.process().pid, IDLE_MEASURED);
    return { value: all, ...parts, 'first minute': first, load: loadNow() };
  });
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

async function startProfile({ session }) {
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
}

async function endProfile({ session }, file) {
  const { profile } = await session.send('Profiler.stop');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(profile));
}
