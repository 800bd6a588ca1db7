/**
 * Tells how the program's piscina, tinypool and workerpool do, by the statistics that they show to everybody.
 *
 * A pool is found when it is made. Piscina and Tinypool are emitters with an async resource, a
 * class of Node's own that hardly anybody else uses: a likeness in its place sees them, however
 * their library was loaded. A workerpool is found by its first worker, whose channel tells of it
 * while workerpool's own code is at work. Nothing is done a task: each pool is looked at five
 * times a second while it changes, once a second while it rests, never when it has no workers.
 */
'use strict';

// Before the program can put its own in their place.
const { setTimeout } = require('node:timers');

const OFTEN = 200;
const SELDOM = 1000;
/** What a pool's statistics count (pool-statistics.cjs). Each only grows. */
const STEPS = ['submitted', 'started', 'finished', 'waitMs', 'runMs'];
const EMITTERS = new Set(['Piscina', 'Tinypool']);
const LIBRARY = /[\\/]node_modules[\\/](piscina|tinypool|workerpool)[\\/]/;
const WORKERPOOL = /[\\/]workerpool[\\/]src[\\/]Pool\.js$/;

const statistics = () => require('./pool-statistics.cjs');

/** @returns what is to be called for each worker thread or child that the program makes. */
exports.watchPools = (sendOfProcess, { placeOf, filesOf }) => {
  // These are of a pool, not of a process.
  const send = (fact) => sendOfProcess({ pid: undefined, ...fact });
  const pools = new Map();
  const labels = new Map();
  let timer;
  let pause = OFTEN;

  const labelFor = (name) => {
    const { file, line } = placeOf(labelFor, (path) => LIBRARY.test(path) || path.startsWith(__dirname));
    const place = file === undefined ? '' : ` ${require('node:path').basename(file)}:${line}`;
    // Each process of a cluster may make one in the same line.
    const label = `${name}${place}${process.connected ? ` of ${process.pid}` : ''}`;
    const count = (labels.get(label) ?? 0) + 1;
    labels.set(label, count);
    return count === 1 ? label : `${label} #${count}`;
  };
  const found = (label, read) => {
    if (pools.size === 0) process.on('exit', look);
    pools.set(label, { read, told: undefined });
    hurry();
  };
  const hurry = () => {
    pause = OFTEN;
    if (timer === undefined && pools.size > 0) arm();
  };
  const arm = () => {
    timer = setTimeout(() => {
      timer = undefined;
      const { hasChanged, hasWorkers } = look();
      pause = hasChanged ? OFTEN : Math.min(SELDOM, pause * 2);
      if (hasWorkers) arm();
    }, pause).unref();
  };
  const look = () => {
    const seen = { hasChanged: false, hasWorkers: false };
    for (const [label, pool] of pools) {
      try {
        const now = pool.read();
        if (now === undefined) pools.delete(label);
        else if (tell(label, pool, now)) seen.hasChanged = true;
        if (now?.size > 0) seen.hasWorkers = true;
      } catch {
        // It is another library's, of the same name.
        pools.delete(label);
      }
    }
    return seen;
  };
  const tell = (label, pool, now) => {
    const before = pool.told;
    if (before === undefined) send({ type: 'pool-opened', pool: label, pid: process.pid, size: now.size });
    else if (before.size !== now.size) tellSize(label, now);
    // A pool does not take back what it has counted; what was only likely is not taken back either.
    const told = { ...now };
    const grown = {};
    for (const field of STEPS) {
      const reached = before?.[field] ?? 0;
      told[field] = Math.max(reached, now[field] ?? 0);
      if (now[field] !== undefined) grown[field] = told[field] - reached;
    }
    pool.told = told;
    const { submitted = 0, started = 0, finished = 0 } = grown;
    const hasGrown = submitted + started + finished > 0;
    if (hasGrown) send({ type: 'task-tally', pool: label, failed: 0, ...grown });
    return hasGrown || before?.size !== now.size;
  };

  const tellSize = (label, { size, least }) => {
    if (size > 0) send({ type: 'pool-resized', pool: label, size });
    // One that keeps some has been destroyed; another may have let its idle workers go.
    else if (least > 0) send({ type: 'pool-closed', pool: label, how: 'terminate' });
  };

  watchEmitters((emitter, name) => found(labelFor(name), statistics().piscinaOf(emitter)));
  return (worker) => {
    try {
      hurry();
      const file = filesOf().find((path) => WORKERPOOL.test(path));
      const made = file === undefined ? undefined : require.cache[file]?.exports;
      if (typeof made?.prototype?._next !== 'function') return;
      const label = labelFor('workerpool');
      findOwner(made.prototype, worker, (pool) => found(label, statistics().workerpoolOf(pool)));
    } catch {
      // Less is told.
    }
  };
};

/** Sees each emitter of these names when it is made. */
function watchEmitters(found) {
  // The module itself: to require it would fix what the program's own import of it finds.
  const events = Object.getPrototypeOf(Object.getPrototypeOf(process))?.constructor;
  const known = events && Object.getOwnPropertyDescriptor(events, 'EventEmitterAsyncResource');
  if (known?.get === undefined || !known.configurable) return;
  let likeness;
  const construct = (target, args, made) => {
    const emitter = Reflect.construct(target, args, made);
    try {
      if (EMITTERS.has(made?.name)) found(emitter, made.name);
    } catch {
      // Less is told.
    }
    return emitter;
  };
  const get = () => (likeness ??= new Proxy(known.get.call(events), { construct }));
  Object.defineProperty(events, 'EventEmitterAsyncResource', { ...known, get });
}

const owned = new WeakSet();

/** Looks at whose `_next` it is until it is that of the pool which has the worker: with the end of its first task. */
function findOwner(prototype, worker, found) {
  const original = prototype._next;
  const isOwner = (pool) => pool.workers.some((handler) => handler.worker === worker);
  const _next = function () {
    try {
      if (isOwner(this)) {
        if (prototype._next === _next) prototype._next = original;
        if (!owned.has(this)) found(this);
        owned.add(this);
      }
    } catch {
      // Less is told.
    }
    return Reflect.apply(original, this, arguments);
  };
  prototype._next = _next;
}
