/** Ends whose status nobody could read: ends had by scans, of processes that are not our children. */
import type { Scenario } from './scenario';

const CHILD = '0 run darwin\n0 start 10 python3 p.py\n1 start 11<10 python3\n2 named 11<10 Process-1 fork';

export const unread: readonly Scenario[] = [
  {
    name: 'it reported an exception that nobody caught',
    script: `${CHILD}\n38 exception 11 ValueError bad\n39 leaving 11 exception\n40 exit 11 ?`,
    pid: 11,
    cause: 'uncaught-exception',
    confidence: 'very-likely',
    title: 'title.uncaught-exception',
    says: ['seen.exception-told'],
  },
  {
    name: 'it came to its last line, after an exception that did not end it',
    script: `${CHILD}\n30 exception 11 ValueError bad\n39 leaving 11 end\n40 exit 11 ?`,
    pid: 11,
    cause: 'ok',
    confidence: 'very-likely',
    title: 'title.ok',
    says: ['seen.said-end'],
  },
  {
    name: 'it said that it leaves with 3',
    script: `${CHILD}\n40 exit 11 ?\n41 leaving 11 sys.exit 3`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['seen.said-exit'],
    saysNot: ['try.probes'],
  },
  {
    name: 'it said nothing: it may have been killed',
    script: `${CHILD}\n40 exit 11 ?`,
    pid: 11,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.no-status',
    saysNot: ['try.probes'],
  },
  {
    name: 'what the system says outranks what it said',
    script: `${CHILD}\n39 leaving 11 end\n40 exit 11 SIGKILL`,
    pid: 11,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.killed-unknown',
  },
];
