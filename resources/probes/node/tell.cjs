/**
 * Loaded into Node programs that Joinscope runs, see `joinscope-probe.cjs`.
 *
 * Tells over the run's socket what the system cannot see: who asked for a signal, where
 * process.exit was called, exceptions that nobody caught, children that were forked, worker threads, pools of some libraries,
 * how its event loop and its heap do. It opens
 * the socket with the first report and writes at once, because a program may be gone with the
 * next line; a watcher that does not read loses reports, the program loses nothing. Nothing it
 * does may reach the program: no output, no error, nothing that keeps it alive.
 */
'use strict';

const path = process.env.JOINSCOPE_SOCKET;
/** Set on a child by whoever reports the signals sent to it: see `link/process-link.ts`. */
const TELLS_ITSELF = Symbol.for('joinscope.tells-signals');

if (require('node:worker_threads').isMainThread) {
  try {
    begin();
  } catch {
    // Less is told; the program goes on.
  }
}

function begin() {
  const send = sender();
  watchExit(send);
  watchKill(send);
  watchExceptions(send);
  const isAwake = require('./watch-runtime.cjs').watchRuntime(send);
  const isMade = require('./watch-pools.cjs').watchPools(send, { placeOf, filesOf });
  watchChildren(send, { isAwake, isMade });
  require('./watch-threads.cjs').watchThreads(send, { placeOf, isAwake, isMade });
}

/** @returns a function that writes one report, and never throws. */
function sender() {
  const fs = require('node:fs');
  let descriptor;
  let rest = Buffer.alloc(0);
  const open = () => {
    const socket = require('node:net').connect(path);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => (descriptor = -1));
    socket.unref();
    // A local socket is connected when connect(2) returns: one need not wait for the event loop.
    return socket._handle?.fd ?? -1;
  };
  return (fact) => {
    try {
      descriptor ??= open();
      if (descriptor < 0) return;
      const at = Number(process.hrtime.bigint()) / 1e6;
      const line = Buffer.from(`${JSON.stringify({ pid: process.pid, ...fact, at })}\n`);
      // A line that was cut off must be ended before another begins.
      if (rest.length === 0 || line.length + rest.length < 1e6) rest = Buffer.concat([rest, line]);
      while (rest.length > 0) rest = rest.subarray(fs.writeSync(descriptor, rest));
    } catch {
      // EAGAIN: the watcher does not read now. EPIPE: it is gone.
    }
  };
}

/** The nearest line of the program itself that led to a call of `above`; `isPassed` tells of files that do not count. */
function placeOf(above, isPassed = () => false) {
  const frame = framesAbove(above).find((one) => {
    const file = one.getFileName();
    return typeof file === 'string' && !file.startsWith('node:') && !isPassed(file);
  });
  if (frame === undefined) return {};
  return {
    file: pathOf(frame.getFileName()),
    line: frame.getLineNumber() ?? 0,
    function: (frame.getFunctionName() ?? '<module>').slice(0, 256),
  };
}

/** The files of the functions that are at work, nearest first. */
function filesOf() {
  return framesAbove(filesOf)
    .map((frame) => frame.getFileName())
    .filter((file) => typeof file === 'string')
    .map(pathOf);
}

function pathOf(file) {
  return file.startsWith('file:') ? require('node:url').fileURLToPath(file) : file;
}

function framesAbove(above) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  const holder = {};
  try {
    Error.stackTraceLimit = 30;
    Error.prepareStackTrace = (_error, frames) => frames;
    Error.captureStackTrace(holder, above);
    return Array.isArray(holder.stack) ? holder.stack : [];
  } catch {
    return [];
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Puts `after` in the place of a method, looking like it. */
function wrap(object, name, after) {
  const original = object[name];
  const known = Object.getOwnPropertyDescriptor(object, name);
  const wrapped = after(original);
  for (const key of ['name', 'length']) {
    Object.defineProperty(wrapped, key, { value: original[key], configurable: true });
  }
  Object.defineProperty(object, name, { ...known, value: wrapped });
}

function watchExit(send) {
  wrap(
    process,
    'exit',
    (original) =>
      function exit(code) {
        const status = Number(code ?? process.exitCode ?? 0);
        const known = Number.isInteger(status) ? { code: status } : {};
        send({ type: 'process-leaving', how: 'process.exit', ...known, ...placeOf(exit) });
        return Reflect.apply(original, this, arguments);
      },
  );
}

function watchKill(send) {
  wrap(
    process,
    'kill',
    (original) =>
      function kill(pid, signal) {
        const told = { pid: Math.abs(Number(pid)), via: 'process.kill', ...placeOf(kill) };
        // It may not come back from a signal to itself.
        const isOwn = told.pid === process.pid || told.pid === 0;
        if (isOwn) tellSignal(send, signal, told);
        const result = Reflect.apply(original, this, arguments);
        if (!isOwn) tellSignal(send, signal, told);
        return result;
      },
  );
}

function tellSignal(send, signal, told) {
  const { signals } = require('node:os').constants;
  const name = typeof signal === 'number' ? Object.keys(signals).find((one) => signals[one] === signal) : signal;
  // 0 only asks whether the process is there.
  if (signal === 0 || !Number.isInteger(told.pid) || told.pid === 0) return;
  send({ type: 'signal-sent', signal: name ?? 'SIGTERM', by: 'program', byPid: process.pid, ...told });
}

/** The monitor is told before the program ends and changes nothing about it. */
function watchExceptions(send) {
  process.on('uncaughtExceptionMonitor', (error) => {
    const isCaught = process.listenerCount('uncaughtException') > 0 || process.hasUncaughtExceptionCaptureCallback();
    if (isCaught) return;
    try {
      const isError = error instanceof Error;
      send({
        type: 'exception',
        errorType: String(isError ? error.name : typeof error).slice(0, 256),
        message: String(isError ? error.message : error).slice(0, 60_000),
        ...(isError && typeof error.stack === 'string' && { traceback: error.stack.slice(0, 60_000) }),
      });
    } catch {
      // Its texts cannot be read.
    }
  });
}

/** Node's own channel tells of each child before it has a pid; only then are its methods needed. */
function watchChildren(send, { isAwake, isMade }) {
  let isWrapped = false;
  require('node:diagnostics_channel').subscribe('child_process', ({ process: child }) => {
    if (!isWrapped) {
      isWrapped = true;
      wrapChildKill(Object.getPrototypeOf(child), send);
    }
    isAwake();
    isMade(child);
    // Spawning is over when this turn goes on.
    queueMicrotask(() => tellFork(child, send));
  });
}

function wrapChildKill(prototype, send) {
  wrap(
    prototype,
    'kill',
    (original) =>
      function kill(signal) {
        // Joinscope's own library tells it itself, with the line of the program that asked.
        if (this[TELLS_ITSELF] === true) return Reflect.apply(original, this, arguments);
        const told = { pid: this.pid, via: 'ChildProcess.kill', ...placeOf(kill) };
        const isSent = Reflect.apply(original, this, arguments);
        if (isSent) tellSignal(send, signal, told);
        return isSent;
      },
  );
}

/** A forked child, one with a channel, is called by its script. */
function tellFork(child, send) {
  try {
    const { pid, spawnargs, channel } = child;
    if (channel === undefined || channel === null || pid === undefined) return;
    const script = spawnargs.slice(1).find((one) => !one.startsWith('-'));
    const name = script === undefined ? undefined : require('node:path').basename(script);
    // Joinscope's own library names its workers itself.
    if (name === undefined || spawnargs.some((one) => /^worker-\d+$/.test(one))) return;
    const number = clusterNumberOf(child);
    const called = number === undefined ? name : `${name} worker ${number}`;
    send({
      type: 'process-started',
      pid,
      ppid: process.pid,
      name: called,
      startMethod: number === undefined ? 'fork' : 'cluster',
      seenBy: 'probe',
    });
    child.once('disconnect', () => send({ type: 'process-disconnected', pid }));
  } catch {
    // The program made its child into something else.
  }
}

/** The number by which node:cluster calls its worker, where it is one. */
function clusterNumberOf(child) {
  // A program that uses it has loaded it.
  const { workers } = process.moduleLoadList?.includes('NativeModule cluster') ? require('node:cluster') : {};
  return Object.values(workers ?? {}).find((worker) => worker.process === child)?.id;
}
