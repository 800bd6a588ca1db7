/** Ends for which the kernel says who wrote what to stderr. */
import type { Scenario } from './scenario';

const TWO = '0 start 10 python3 p.py\n1 start 11<10 python3 a.py\n1 start 12<10 python3 b.py';
const tracebackBy = (pid: number, error = 'ValueError: bad') => `
  50 wrote ${pid} Traceback (most recent call last):
  50 wrote ${pid}   File "/p.py", line 9, in work
  50 wrote ${pid} ${error}`;
const uncaught = { cause: 'uncaught-exception', confidence: 'very-likely', title: 'title.uncaught-exception' } as const;

export const writers: readonly Scenario[] = [
  {
    name: 'one traceback and two that left with 1: it is of the one that wrote it',
    script: `${TWO}${tracebackBy(12)}\n55 exit 11 1\n56 exit 12 1`,
    pid: 12,
    ...uncaught,
    says: ['seen.traceback-written', 'seen.place'],
    saysNot: ['seen.shared-stderr'],
  },
  {
    name: 'and not of the other',
    script: `${TWO}${tracebackBy(12)}\n55 exit 11 1\n56 exit 12 1`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
  },
  {
    name: 'two tracebacks whose lines came mixed',
    script: `${TWO}
      50 wrote 11 Traceback (most recent call last):
      50 wrote 12 Traceback (most recent call last):
      50 wrote 12   File "/b.py", line 2, in b
      50 wrote 11   File "/a.py", line 1, in a
      50 wrote 12 KeyError: 'b'
      50 wrote 11 OSError: a
      55 exit 11 1\n56 exit 12 1`,
    pid: 11,
    ...uncaught,
    says: ['seen.traceback-written'],
    saysNot: ['seen.shared-stderr'],
  },
  {
    name: 'a traceback that a parent prints may be what it read from its child',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3 a.py\n45 exit 11 1${tracebackBy(10)}\n55 exit 10 1`,
    pid: 10,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.exception-or-status',
    says: ['seen.traceback-of-another'],
  },
  {
    name: 'a traceback of a parent whose child had printed its own',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3 a.py${tracebackBy(11)}\n52 exit 11 1
      ${tracebackBy(10, 'CalledProcessError: a.py')}\n55 exit 10 1`,
    pid: 10,
    ...uncaught,
    says: ['seen.traceback-written'],
  },
  {
    name: 'a traceback of a parent whose child had written to the same stderr, and left with 1',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3 a.py\n40 wrote 11 no such host\n45 exit 11 1
      ${tracebackBy(10)}\n55 exit 10 1`,
    pid: 10,
    ...uncaught,
    says: ['seen.traceback-written'],
  },
  {
    name: 'a traceback of a child that its parent read and printed, and went on',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3 a.py\n45 exit 11 1${tracebackBy(10)}\n90 exit 10 0`,
    pid: 11,
    ...uncaught,
    says: ['seen.traceback'],
  },
  {
    name: 'a traceback that a neighbour wrote, which ended well',
    script: `${TWO}${tracebackBy(12)}\n55 exit 11 1\n56 exit 12 0`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
  },
  {
    name: 'two of one name: the traceback under it is of the one that wrote it',
    script: `0 start 10 python3 p.py\n1 start 11<10 python3\n1 named 11<10 Work fork\n1 start 12<10 python3\n1 named 12<10 Work fork
      49 wrote 12 Process Work:${tracebackBy(12)}\n55 exit 11 1\n56 exit 12 1`,
    pid: 12,
    ...uncaught,
    says: ['seen.traceback-named'],
  },
  {
    name: 'a status with the last words of the process, beside another that says something later',
    script:
      '0 start 10 prog\n1 start 11<10 a\n1 start 12<10 b\n38 wrote 11 bad option\n41 wrote 12 bye\n42 exit 11 3\n43 exit 12 4',
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['seen.last-words'],
    saysNot: ['seen.last-stderr'],
  },
];
