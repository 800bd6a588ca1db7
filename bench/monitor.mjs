/** What watching costs, and what it sees, beside `top` and the libraries of npm. Linux only: all read /proc. */
import { against, own } from '../scripts/bench/compare-many.mjs';
import { installPeers } from '../scripts/bench/peers.mjs';
import { livesByCompanion, livesByTop } from './monitor/lives.mjs';
import { sampleByCompanion, sampleByLibrary, sampleByRun, sampleByTop } from './monitor/sample.mjs';

export const about = 'CPU time of a sample of 200, 1000 and 5000 processes, 500 short lives seen';

const SHORT_LIVES = 500;
/** The rate that a run has unless another is asked for. */
const DEFAULT_HZ = 2;

/** @param {{ only?: readonly string[] }} options names of lines, none for all */
export async function withBenchmarks(env, use, { only = [] } = {}) {
  if (process.platform !== 'linux') return;
  // NODE_EXTRA_CA_CERTS adds CPU time to every Node start.
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  await installPeers('monitor');
  const lines = [
    sampleOf(200, { goal: 3, env: kept }),
    sampleOf(1000, { goal: 2, env: kept }),
    manyOf(5000, kept),
    livesOf(SHORT_LIVES, kept),
  ];
  const isWanted = ({ name }) => only.length === 0 || only.some((one) => name === `monitor/${one}`);
  await use(lines.filter(isWanted));
}

const side = (name, sample) => ({ name, kind: name === 'ours' ? 'ours' : 'process', sample });

function sampleOf(count, { goal, env }) {
  const options = { count, hz: 1, env };
  const line = {
    name: `monitor/${count}`,
    title: `CPU time of one sample of ${count} processes, one a second, reporting included`,
    unit: 'ms',
    better: 'lower',
    repeats: 3,
    warmUps: 0,
    extras: [],
    sides: [
      side('ours', () => sampleByCompanion(options)),
      side('joinscope run', () => sampleByRun(options)),
      side('top', () => sampleByTop(options)),
      side('pidusage', () => sampleByLibrary('pidusage', options)),
      side('systeminformation', () => sampleByLibrary('systeminformation', options)),
    ],
  };
  return { ...line, goals: [against('top', goal, line), against('pidusage', 1, line)] };
}

/** More than can be sampled twice a second within the tenth of a core that samples may use. */
function manyOf(count, env) {
  const options = { count, hz: DEFAULT_HZ, env };
  return {
    name: `monitor/${count}`,
    title: `CPU time of one sample of ${count} processes, ${DEFAULT_HZ} a second asked for`,
    unit: 'ms',
    better: 'lower',
    repeats: 1,
    warmUps: 0,
    extras: [
      ['apart', 'intervalMs', 'ms'],
      ['the run says, in seconds', 'slowedTo', ''],
    ],
    sides: [side('ours', () => sampleByCompanion(options)), side('top', () => sampleByTop(options))],
    goals: [own('at most 13 % of a core, reporting included', ({ share }) => share, { most: 13 })],
  };
}

function livesOf(count, env) {
  const options = { count, env };
  return {
    name: 'monitor/short-lives',
    title: `of ${count} processes that live 5 to 50 ms, how many are seen`,
    unit: 'processes',
    better: 'higher',
    repeats: 3,
    warmUps: 0,
    extras: [['right exit codes', 'right', '']],
    sides: [side('ours', () => livesByCompanion(options)), side('top', () => livesByTop(options))],
    goals: [
      least(`all ${count} are seen, each time`, ({ value }) => value, count),
      least(`all ${count} exit codes are right, each time`, ({ right }) => right, count),
    ],
  };
}

/** Of each sample, not of their median. */
const least = (text, valueOf, count) => ({
  text,
  least: 1,
  reached: ({ ours }) => {
    const value = Math.min(...ours.samples.map(valueOf));
    return { against: 'itself', ratio: value / count, value };
  },
});
