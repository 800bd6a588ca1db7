import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const ITEMS = 1_000_000;
/** Memory is flat when the second half of the run needs no more than the first did, but for noise. */
const SAMPLE_EVERY = 10_000;

const CONTROL_MS = 3000;
const CONTROL_TURN_MS = 0.1;
const BURN_ROUNDS = 20_000_000;

/** A million items through `imap`, one a task: rate, lag of the main loop, growth of memory. */
export async function imapWork(pool) {
  const machineLagP99Ms = await lagOfIdleTurns(pool);
  const rss = [];
  const lag = monitorEventLoopDelay({ resolution: 1 });
  let sum = 0n;
  let seen = 0;
  let batch = 0;
  const startedAt = performance.now();
  lag.enable();
  for await (const square of pool.stream('square', numbers())) {
    batch += Math.sqrt(square);
    seen += 1;
    if (seen % SAMPLE_EVERY !== 0) continue;
    sum += BigInt(batch);
    batch = 0;
    rss.push(process.memoryUsage.rss() / 1e6);
  }
  lag.disable();
  const seconds = (performance.now() - startedAt) / 1000;
  assert.equal(seen, ITEMS);
  assert.equal(sum, (BigInt(ITEMS) * BigInt(ITEMS - 1)) / 2n);
  const half = rss.length / 2;
  return {
    value: ITEMS / seconds,
    lagP99Ms: lag.percentile(99) / 1e6,
    lagMaxMs: lag.max / 1e6,
    machineLagP99Ms,
    growthMegabytes: Math.max(...rss.slice(half)) - Math.max(...rss.slice(0, half)),
    peakMegabytes: Math.max(...rss),
  };
}

/**
 * What the machine itself makes of a loop that is never longer than 0.1 ms at a thing, while
 * both workers are busy as well: less lag than that, nobody can have here.
 */
async function lagOfIdleTurns(pool) {
  const endsAt = performance.now() + CONTROL_MS;
  const keepBusy = async () => {
    while (performance.now() < endsAt) await pool.call('burn', BURN_ROUNDS);
  };
  const busy = [keepBusy(), keepBusy()];
  const lag = monitorEventLoopDelay({ resolution: 1 });
  lag.enable();
  while (performance.now() < endsAt) {
    const turnEndsAt = performance.now() + CONTROL_TURN_MS;
    while (performance.now() < turnEndsAt);
    await new Promise((resolve) => setImmediate(resolve));
  }
  lag.disable();
  await Promise.all(busy);
  return lag.percentile(99) / 1e6;
}

function* numbers() {
  for (let number = 0; number < ITEMS; number += 1) yield number;
}
