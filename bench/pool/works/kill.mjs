const TASKS = 10_000;
const KILL_AFTER = 2000;
const PATIENCE_MS = 10_000;

/** Kills one worker after 2000 of 10 000 results: what settles, what is lost, whether the pool goes on. */
export async function killWork(pool) {
  // What a library throws into nobody's hands is part of what it does to a program.
  const uncaught = [];
  process.on('uncaughtException', (error) => uncaught.push(error.code ?? error.name));
  const pids = await Promise.all(Array.from({ length: 8 }, () => pool.call('pid', 0)));
  const count = { ok: 0, rejected: 0, wrong: 0 };
  let killedAt;
  const killOnce = () => {
    if (killedAt !== undefined || count.ok + count.rejected < KILL_AFTER) return;
    killedAt = performance.now();
    process.kill(pids[0], 'SIGKILL');
  };
  const calls = Array.from({ length: TASKS }, async (_, index) => {
    try {
      count[(await pool.call('square', index)) === index * index ? 'ok' : 'wrong'] += 1;
    } catch {
      count.rejected += 1;
    }
    killOnce();
  });
  await within(PATIENCE_MS, Promise.all(calls));
  const settled = count.ok + count.rejected + count.wrong;
  const settledMs = performance.now() - killedAt;
  const works = await within(
    PATIENCE_MS,
    Promise.all([1, 2, 3, 4].map((x) => pool.call('square', x))).catch(() => []),
  );
  const neverSettled = TASKS - settled;
  return {
    value: neverSettled + count.rejected + count.wrong,
    ...count,
    neverSettled,
    settledMs: neverSettled === 0 ? settledMs : undefined,
    worksAfterwards: String(works) === '1,4,9,16',
    uncaught,
  };
}

/** @returns {Promise<any>} `undefined` when it took longer */
function within(ms, promise) {
  let timer;
  const expired = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  return Promise.race([promise, expired]).finally(() => clearTimeout(timer));
}
