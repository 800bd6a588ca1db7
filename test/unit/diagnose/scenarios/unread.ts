/**
 * Ends of which nobody could read something. Its stderr: a terminal that was handed on, a program
 * that ran already. Or its status: ends had by scans, of processes that are not our children.
 */
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
  {
    name: 'status 1 of a Python without probes, at a terminal: it may have been an exception',
    script: '0 run linux at-terminal\n0 start 10 python3 p.py\n40 exit 10 1',
    pid: 10,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.exception-or-status',
    says: ['seen.stderr-terminal', 'try.read-stderr', 'try.probes'],
    saysNot: ['out.exception'],
  },
  {
    name: 'the same of one that ran already when the watch began',
    script: '0 run linux attached\n0 start 10 python3 p.py\n40 exit 10 1',
    pid: 10,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.exception-or-status',
    says: ['seen.stderr-attached'],
    saysNot: ['try.read-stderr', 'out.exception'],
  },
  {
    name: 'status 1 of a probed Python at a terminal: an exception would have been reported',
    script: '0 run linux at-terminal\n0 start 10 python3 p.py\n2 named 10<1 MainProcess\n40 exit 10 1',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['out.exception', 'seen.stderr-terminal'],
  },
  {
    name: 'an exception that was reported, at a terminal',
    script:
      '0 run linux at-terminal\n0 start 10 python3 p.py\n2 named 10<1 MainProcess\n39 exception 10 ValueError bad\n40 exit 10 1',
    pid: 10,
    cause: 'uncaught-exception',
    confidence: 'certain',
    title: 'title.uncaught-exception',
    saysNot: ['seen.stderr-terminal', 'try.read-stderr'],
  },
  {
    name: 'SIGABRT of a Node without probes, at a terminal: V8 would have said of its heap limit there',
    script: '0 run linux at-terminal\n0 start 10 node p.js\n40 exit 10 SIGABRT',
    pid: 10,
    cause: 'crash',
    confidence: 'likely',
    title: 'title.crash-abrt',
    says: ['seen.stderr-terminal', 'try.read-stderr'],
  },
  {
    name: 'a shell at a terminal that passed on how its child ended: nothing is open',
    script: '0 run linux at-terminal\n0 start 10 sh\n1 start 11<10 false\n30 exit 11 1\n31 exit 10 1',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.passed-on',
    saysNot: ['seen.stderr-terminal'],
  },
];
