import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const ITEMS = 1_000_000;
/** Memory is flat when the second half of the run needs no more than the first did, but for noise. */
const SAMPLE_EVERY = 10_000;

/** A million items through `imap`, one a task: rate, lag of the main loop, growth of memory. */
export async function imapWork(pool) {
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
    growthMegabytes: Math.max(...rss.slice(half)) - Math.max(...rss.slice(0, half)),
    peakMegabytes: Math.max(...rss),
  };
}

function* numbers() {
  for (let number = 0; number < ITEMS; number += 1) yield number;
}
