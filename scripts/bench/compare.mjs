/**
 * Compares two ways of doing the same thing, in one run, alternately.
 *
 * Machines drift: clocks are scaled, caches warm up, neighbours come and go. Samples taken in
 * turn (ours, peer, ours, peer, ...) share that drift, two blocks of samples do not.
 *
 * @typedef {object} Sample
 * @property {number} value in the benchmark's unit
 * @property {unknown} result what the work produced, to be checked
 *
 * @typedef {object} Benchmark
 * @property {string} name
 * @property {string} title what is measured, in one line
 * @property {string} unit
 * @property {'lower' | 'higher'} better
 * @property {string} peerName
 * @property {number | ((figures: { peer: number }) => number)} goal the least ratio to reach
 * @property {number} repeats timed samples a side, after `warmUps` that are thrown away
 * @property {number} warmUps
 * @property {() => Promise<Sample>} ours
 * @property {() => Promise<Sample>} peer
 * @property {(result: any, side: 'ours' | 'peer') => boolean} isCorrect
 */

/** A side returned something wrong: its speed means nothing. */
export class WrongResultError extends Error {
  name = 'WrongResultError';
  isExpected = true;
}

/**
 * Makes a side of a function whose duration is the figure.
 *
 * @param {() => Promise<unknown>} work
 * @returns {() => Promise<Sample>} in milliseconds
 */
export function timed(work, now = () => performance.now()) {
  return async () => {
    const startedAt = now();
    const result = await work();
    return { value: now() - startedAt, result };
  };
}

/** @param {Benchmark} benchmark */
export async function compare(benchmark) {
  const samples = { ours: [], peer: [] };
  for (let round = -benchmark.warmUps; round < benchmark.repeats; round++) {
    for (const side of ['ours', 'peer']) {
      const { value, result } = await benchmark[side]();
      if (!benchmark.isCorrect(result, side)) {
        throw new WrongResultError(`${benchmark.name}: ${side} returned a wrong result: ${describe(result)}`);
      }
      if (round >= 0) samples[side].push(value);
    }
  }
  return judge(benchmark, summarise(samples.ours), summarise(samples.peer));
}

function judge(benchmark, ours, peer) {
  const ratio = benchmark.better === 'lower' ? peer.median / ours.median : ours.median / peer.median;
  const { goal } = benchmark;
  return { benchmark, ours, peer, ratio, goal: typeof goal === 'function' ? goal({ peer: peer.median }) : goal };
}

/** @param {readonly number[]} values at least one */
export function summarise(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted.at(-1) };
}

/** The line of `--json`. `ratio` is above 1 where ours is better; the goal is met when it reaches `goal`. */
export function toJson({ benchmark, ours, peer, ratio, goal }) {
  const { name, peerName, unit } = benchmark;
  return {
    name,
    ours: round(ours.median),
    peer: round(peer.median),
    peerName,
    unit,
    ratio: round(ratio),
    goal: round(goal),
  };
}

/** Four significant digits: more is noise. */
export const round = (value) => Number(value.toPrecision(4));

function describe(result) {
  return (JSON.stringify(result) ?? String(result)).slice(0, 500);
}
