/** What is compared with whom, and what is to be reached: the table of `docs/` in code. */
import { against, againstBest, own } from '../../scripts/bench/compare-many.mjs';

/** The names in the report are the names of the sides. */
const kindOf = (side) => (side === 'ours' ? 'ours' : side === 'piscina' ? 'thread' : 'process');
const isPython = (side) => side.startsWith('mp-') || side.startsWith('ppe-');
const isProcess = (_, kind) => kind === 'process';
const isNodeProcess = (side, kind) => kind === 'process' && !isPython(side);
const isNode = (side) => !isPython(side);

const NODE_PROCESSES = ['workerpool', 'tinypool', 'poolifier'];
const NODE = [...NODE_PROCESSES, 'piscina'];

const LINES = [
  {
    name: 'tiny100k',
    title: '100 000 tiny tasks awaited at once',
    unit: 'tasks/s',
    better: 'higher',
    repeats: 3,
    sides: [...NODE, 'mp-fork', 'ppe-fork'],
    goals: (line) => [
      against('poolifier', 4, line),
      against('mp-fork', 6, line),
      against('workerpool', 15, line),
      against('tinypool', 15, line),
    ],
    extras: [['CPU of the parent', 'cpuMicrosecondsPerTask', 'µs/task']],
  },
  {
    name: 'tiny64',
    title: '30 000 tiny tasks, 64 in flight',
    unit: 'tasks/s',
    better: 'higher',
    repeats: 5,
    sides: [...NODE, 'mp-fork'],
    goals: (line) => [againstBest('process peer', isProcess, 4, line)],
  },
  {
    name: 'tiny64-long',
    title: '300 000 tiny tasks, 64 in flight; of the peers the best two',
    unit: 'tasks/s',
    better: 'higher',
    repeats: 3,
    sides: ['workerpool', 'poolifier'],
    goals: (line) => [againstBest('process peer', isProcess, 4, line)],
  },
  {
    name: 'map',
    title: 'map over 100 000 numbers in automatic chunks; a peer without one: its call for each of 20 000',
    unit: 'items/s',
    better: 'higher',
    repeats: 5,
    sides: [...NODE, 'mp-fork', 'ppe-fork'],
    goals: (line) => [against('mp-fork', 1, line), againstBest('Node peer, a call an item', isNode, 100, line)],
  },
  {
    name: 'binary',
    title: '100 x 4 MiB there and back, 4 in flight',
    unit: 'MB/s each way',
    better: 'higher',
    repeats: 5,
    sides: [...NODE, 'mp-fork', 'ppe-fork'],
    goals: (line) => [againstBest('process peer', isProcess, 2, line)],
  },
  {
    name: 'roundtrip',
    title: 'one call after the other, median',
    unit: 'µs',
    better: 'lower',
    repeats: 5,
    sides: [...NODE, 'mp-fork', 'ppe-fork'],
    goals: (line) => [againstBest('process peer', isProcess, 1, line)],
    extras: [['99th percentile', 'p99Microseconds', 'µs']],
  },
  {
    name: 'first',
    title: 'from a new pool to its first result',
    unit: 'ms',
    better: 'lower',
    repeats: 9,
    sides: [...NODE, 'mp-fork', 'mp-spawn'],
    goals: (line) => [againstBest('Node process peer', isNodeProcess, 1, line)],
    extras: [['import of the library', 'importMs', 'ms']],
  },
  {
    name: 'cpu',
    title: '64 tasks of 50 ms: serial time / wall time / 2',
    unit: 'efficiency',
    better: 'higher',
    repeats: 3,
    sides: [...NODE, 'mp-fork'],
    goals: () => [own('efficiency 0.95', ({ value }) => value, { least: 0.95 })],
  },
  {
    name: 'queue',
    title: '100 000 small items put by a child, got by its parent',
    unit: 'items/s',
    better: 'higher',
    repeats: 5,
    sides: ['mp-fork', 'mp-spawn'],
    goals: (line) => [against('mp-fork', 1, line)],
  },
  {
    name: 'lock',
    title: 'a lock that nobody else wants, acquired and released by a child',
    unit: 'pairs/s',
    better: 'higher',
    repeats: 3,
    sides: ['mp-fork'],
    goals: () => [],
  },
  {
    name: 'memory',
    title: 'the most memory of the parent while 100 000 tasks are awaited',
    unit: 'MB',
    better: 'lower',
    repeats: 3,
    sides: [...NODE, 'mp-fork', 'ppe-fork'],
    goals: (line) => [againstBest('process peer', isProcess, 1, line)],
    extras: [['before', 'beforeMegabytes', 'MB']],
  },
  {
    name: 'imap',
    title: '1 000 000 tasks through imap, one item a task (Python: 100 000)',
    unit: 'tasks/s',
    better: 'higher',
    repeats: 1,
    sides: ['mp-fork'],
    goals: () => [
      own('lag of the main loop p99 at most 20 ms', ({ lagP99Ms }) => lagP99Ms, { most: 20 }),
      own('memory flat: the second half needs at most 8 MB more', ({ growthMegabytes }) => growthMegabytes, {
        most: 8,
      }),
    ],
    extras: [
      ['lag p99', 'lagP99Ms', 'ms'],
      ['longest lag', 'lagMaxMs', 'ms'],
      ['lag p99 of a loop that does nothing long, as busy', 'machineLagP99Ms', 'ms'],
      ['growth in the second half', 'growthMegabytes', 'MB'],
      ['peak', 'peakMegabytes', 'MB'],
    ],
  },
  {
    name: 'kill',
    title: 'SIGKILL of one worker after 2000 of 10 000 results: tasks without a result',
    unit: 'tasks',
    better: 'lower',
    repeats: 3,
    sides: [...NODE_PROCESSES, 'mp-fork', 'ppe-fork'],
    goals: () => [
      own('at most the one task that ran is lost', ({ value }) => value, { most: 1 }),
      own('every task settles', ({ neverSettled }) => neverSettled, { most: 0.5 }),
    ],
    extras: [
      ['rejected', 'rejected', ''],
      ['never settled', 'neverSettled', ''],
      ['all settled after', 'settledMs', 'ms'],
      ['works afterwards', 'worksAfterwards', ''],
    ],
  },
];

/** @param {{ sample: Function, hasPython: boolean, only: readonly string[] }} options `only`: none for all */
export function linesOf({ sample, hasPython, only }) {
  const unknown = only.find((name) => LINES.every((line) => line.name !== name));
  if (unknown !== undefined) {
    const error = new Error(`Expected one of ${LINES.map(({ name }) => name).join(', ')}, found ${unknown}.`);
    throw Object.assign(error, { isExpected: true });
  }
  return LINES.filter(({ name }) => only.length === 0 || only.includes(name)).map((line) => ({
    warmUps: 0,
    extras: [],
    ...line,
    name: `pool/${line.name}`,
    goals: line.goals(line),
    sides: ['ours', ...line.sides]
      .filter((side) => hasPython || !isPython(side))
      .map((side) => ({ name: side, kind: kindOf(side), sample: () => sample(side, line.name) })),
  }));
}
