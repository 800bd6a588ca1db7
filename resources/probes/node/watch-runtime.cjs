/**
 * Tells how the event loop and the heap do: about once a second while the program works.
 *
 * It must not keep an idle program awake: a loop that wakes by itself would look like progress
 * where there is none. So when the loop has rested since the last look, the timer is given up
 * until V8 collects garbage or a child or a worker is made, which only work does. What passed
 * meanwhile is in the next figure of use; the last one is told at exit. The last one before a
 * rest says whether a clock or anybody outside may set the program going again.
 */
'use strict';

// Before the program can put its own in their place.
const { setTimeout, clearTimeout } = require('node:timers');

const INTERVAL = 1000;
/** Less use than this is the looking itself. */
const RESTS = 0.01;
/** How often the lateness of timers is measured while the program works. */
const RESOLUTION = 20;
/** What moves an event loop without any process of the run: a clock, the network, a person (process.getActiveResourcesInfo). */
const WAKERS = new Set(['Timeout', 'Immediate', 'TCPServerWrap', 'TCPSocketWrap', 'UDPWrap', 'TTYWrap']);

exports.watchRuntime = (send) => {
  let timer;
  let before;
  let delay;
  let garbage;
  let isMeasured = false;

  const sleepUntilWork = () => {
    delay?.disable();
    isMeasured = false;
    if (garbage === undefined) {
      const { PerformanceObserver } = require('node:perf_hooks');
      garbage = new PerformanceObserver(isAwake);
    }
    garbage.observe({ entryTypes: ['gc'] });
  };
  const look = () => {
    try {
      timer = undefined;
      const { utilization } = tell();
      if (utilization < RESTS) sleepUntilWork();
      else arm();
    } catch {
      // Less is told.
    }
  };
  const tell = () => {
    const { performance, monitorEventLoopDelay } = require('node:perf_hooks');
    const now = performance.eventLoopUtilization();
    const use = performance.eventLoopUtilization(now, before);
    before = now;
    const { used_heap_size: heapBytes, heap_size_limit: heapLimitBytes } = require('node:v8').getHeapStatistics();
    send({
      type: 'runtime-sample',
      loopUse: Math.round(use.utilization * 1000) / 10,
      ...lateness(),
      heapBytes,
      heapLimitBytes,
      ...wakers(),
    });
    delay ??= monitorEventLoopDelay({ resolution: RESOLUTION });
    return use;
  };
  // Only what keeps the program alive, as ours does not. Node before 17.3 cannot say.
  const wakers = () => {
    const active = process.getActiveResourcesInfo?.();
    return active && { wakers: active.filter((kind) => WAKERS.has(kind)).length };
  };
  const lateness = () => {
    if (delay === undefined || !isMeasured || delay.count === 0) return {};
    // What is measured is the time between two timers.
    const late = (nanoseconds) => Math.round(Math.max(0, nanoseconds / 1e6 - RESOLUTION) * 10) / 10;
    const told = { loopDelayMs: late(delay.percentile(99)), loopDelayMaxMs: late(delay.max) };
    delay.reset();
    return told;
  };
  const arm = () => {
    if (delay !== undefined && !isMeasured) {
      isMeasured = true;
      delay.reset();
      delay.enable();
    }
    timer = setTimeout(look, INTERVAL).unref();
  };
  const isAwake = () => {
    garbage?.disconnect();
    if (timer === undefined) arm();
  };

  arm();
  // A program that is over before its first second is worth nothing of this.
  process.on('exit', () => {
    clearTimeout(timer);
    try {
      if (before !== undefined) tell();
    } catch {
      // Less is told.
    }
  });
  return isAwake;
};
