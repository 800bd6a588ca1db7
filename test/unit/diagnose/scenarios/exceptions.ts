import { PARENT_AND_CHILD, UNPROBED, TRACEBACK, type Scenario } from './scenario';

export const exceptions: readonly Scenario[] = [
  {
    name: 'an exception that a probe reported',
    script: `${PARENT_AND_CHILD}\n48 exception 11 ValueError bad input\n50 exit 11 1`,
    pid: 11,
    cause: 'uncaught-exception',
    confidence: 'certain',
    title: 'title.uncaught-exception',
    says: ['seen.exception-reported', 'try.catch-in-child', 'try.exitcode'],
  },
  {
    name: 'a traceback under the name of the child',
    script: `${PARENT_AND_CHILD}\n49 err 10 Process Process-1:\n${TRACEBACK}\n55 exit 11 1`,
    pid: 11,
    cause: 'uncaught-exception',
    confidence: 'very-likely',
    title: 'title.uncaught-exception',
    says: ['seen.traceback-named', 'seen.place'],
  },
  {
    name: 'a traceback of the only process that can have written it',
    script: `0 start 10 python3 program.py\n${TRACEBACK}\n55 exit 10 1`,
    pid: 10,
    cause: 'uncaught-exception',
    confidence: 'very-likely',
    title: 'title.uncaught-exception',
    says: ['seen.traceback', 'try.catch'],
  },
  {
    name: 'a traceback of a child is not that of its parent, which left with 1 as well',
    script: `${PARENT_AND_CHILD}\n49 err 10 Process Process-1:\n${TRACEBACK}\n55 exit 11 1\n60 exit 10 1`,
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
  },
  {
    name: 'two unnamed children and two tracebacks',
    script: `${UNPROBED}
      1 start 12<10 python3
      49 err 10 Process Process-1:\n${TRACEBACK}
      49 err 10 Process Process-2:\n${TRACEBACK}
      55 exit 11 1
      56 exit 12 1`,
    pid: 12,
    cause: 'uncaught-exception',
    confidence: 'likely',
    title: 'title.uncaught-exception',
    says: ['seen.shared-stderr'],
  },
  {
    name: 'two unnamed children and one traceback: whose it is is not known',
    script: `${UNPROBED}
      1 start 12<10 python3
      49 err 10 Process Process-1:\n${TRACEBACK}
      55 exit 11 1
      56 exit 12 1`,
    pid: 12,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.exception-or-status',
    says: ['seen.traceback-of-another', 'try.probes'],
  },
  {
    name: 'a traceback of one that reported its exception is not that of another, which left with 1 as well',
    script: `${UNPROBED}
      1 start 12<10 python3
      48 exception 12 ValueError bad input\n${TRACEBACK}
      55 exit 11 1
      56 exit 12 1`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
    saysNot: ['seen.traceback'],
  },
  {
    name: 'a traceback beside the end of a program that is no Python',
    script: `0 start 10 python3 x.py\n1 start 11<10 readlink\n30 exit 11 1\n${TRACEBACK}\n55 exit 10 1`,
    pid: 10,
    cause: 'uncaught-exception',
    confidence: 'very-likely',
    title: 'title.uncaught-exception',
  },
  {
    name: 'a memory error that may be that of either of two processes',
    script: `${UNPROBED}
      1 start 12<10 python3
      40 err 10 Process Process-1:
      40 err 10 Traceback (most recent call last):
      40 err 10 MemoryError
      55 exit 11 1
      56 exit 12 1`,
    pid: 11,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.exception-or-status',
  },
  {
    name: 'a traceback that ended a thread only',
    script: `0 start 10 python3 x.py\n40 err 10 Exception in thread Thread-1 (work):\n${TRACEBACK}\n55 exit 10 1`,
    pid: 10,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
  },
  {
    name: 'a traceback long before the end of a child',
    script: `${UNPROBED}\n${TRACEBACK}\n9000 exit 11 1`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
    says: ['out.exception'],
  },
  {
    name: 'an error that Node did not catch',
    script: `0 start 10 node x.js
      40 err 10 /w/x.js:3
      40 err 10   throw new TypeError('no');
      40 err 10   ^
      40 err 10
      40 err 10 TypeError: no
      40 err 10     at work (/w/x.js:3:9)
      40 err 10
      40 err 10 Node.js v20.20.2
      45 exit 10 1`,
    pid: 10,
    cause: 'uncaught-exception',
    confidence: 'very-likely',
    title: 'title.uncaught-exception',
    says: ['seen.place'],
  },
  ...(
    [
      ["TypeError cannot pickle '_thread.lock' object", 'try.pickle'],
      ["ModuleNotFoundError No module named 'numpy'", 'try.module'],
      ['RecursionError maximum recursion depth exceeded', 'try.recursion'],
      ["FileNotFoundError [Errno 2] No such file or directory: 'x'", 'try.file'],
      ['OSError [Errno 28] No space left on device', 'try.disk-full'],
    ] as const
  ).map(([error, advice]): Scenario => ({
    name: error,
    script: `0 start 10 python3 x.py\n48 exception 10 ${error}\n50 exit 10 1`,
    pid: 10,
    cause: 'uncaught-exception',
    confidence: 'certain',
    title: 'title.uncaught-exception',
    says: [advice],
  })),
];
