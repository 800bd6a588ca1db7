import { PARENT_AND_CHILD, type Scenario } from './scenario';

export const statuses: readonly Scenario[] = [
  {
    name: 'exit 0',
    script: '0 start 10 true\n5 exit 10 0',
    pid: 10,
    cause: 'ok',
    confidence: 'certain',
    title: 'title.ok',
  },
  {
    name: 'a worker that did its tasks',
    script: '0 start 10 node\n0 pool p 10\n0 start 11<10 node\n1 task p 1 11\n2 done p 1 11\n9 exit 11 0',
    pid: 11,
    cause: 'ok',
    confidence: 'certain',
    title: 'title.ok',
    says: ['seen.tasks-ended'],
  },
  {
    name: 'sys.exit(3)',
    script: `${PARENT_AND_CHILD}\n50 exit 11 3`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.exit-status',
    says: ['try.find-exit'],
  },
  {
    name: 'sys.exit(3), and it said where',
    script: `${PARENT_AND_CHILD}\n49 leaving 11 sys.exit 3 /w/program.py 7\n50 exit 11 3`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.exit-status',
    says: ['seen.left-by', 'seen.place', 'try.look-at-place'],
    saysNot: ['try.find-exit'],
  },
  {
    name: 'another status than the one it said that it leaves with',
    script: `${PARENT_AND_CHILD}\n49 leaving 11 sys.exit 3 /w/program.py 7\n50 exit 11 4`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.exit-status',
    saysNot: ['seen.left-by', 'try.look-at-place'],
  },
  {
    name: 'a status that a handler of SIGTERM chose',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGTERM /w/program.py 9 stop\n50 exit 11 9`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.exit-status',
    says: ['seen.was-sent-at'],
  },
  {
    name: 'the same where the place is not known',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGTERM\n50 exit 11 9`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.exit-status',
    says: ['seen.was-sent'],
  },
  {
    name: 'sys.exit(1) of a watched child: no exception was reported',
    script: `${PARENT_AND_CHILD}\n50 exit 11 1`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['out.exception'],
  },
  {
    name: 'exit 1 of a program that nobody watches from inside, with a last word',
    script: '0 start 10 prog\n40 err 10 prog: bad option\n50 exit 10 1',
    pid: 10,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
    says: ['seen.last-stderr', 'out.exception'],
  },
  {
    name: 'a status, beside the traceback of another child',
    script: `${PARENT_AND_CHILD}
      3 start 12<10 python3
      4 named 12<10 Process-2 fork
      40 exit 11 3
      45 err 10 Process Process-2:
      45 err 10 Traceback (most recent call last):
      45 err 10   File "/home/u/program.py", line 9, in work
      45 err 10 ValueError: bad input
      400 exit 12 1
      401 run-ended exited`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.exit-status',
    saysNot: ['seen.last-stderr'],
  },
  {
    name: 'a status, after the crash of another worker of Node',
    script: `0 start 10 node\n0 pool p 10\n0 start 11<10 node\n0 start 12<10 node
      30 err 10 /home/u/tasks.mjs:4
      30 err 10   throw new Error("no");
      30 err 10   ^
      30 err 10
      30 err 10 Error: no
      30 err 10     at work (/home/u/tasks.mjs:4:9)
      30 err 10
      30 err 10 Node.js v20.20.2
      31 exit 12 1
      420 exit 11 3
      430 run-ended exited`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    saysNot: ['seen.last-stderr'],
  },
  {
    name: 'a status, and a line that came long before',
    script: '0 start 10 prog\n40 err 10 prog: warning\n741 exit 10 3',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    saysNot: ['seen.last-stderr'],
  },
  {
    name: 'a status, and a line that came well after the end',
    script: '0 start 10 prog\n1 start 11<10 prog\n40 exit 11 3\n300 err 10 of the parent\n301 run-ended exited',
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    saysNot: ['seen.last-stderr'],
  },
  {
    name: 'a status, its last word read just after the end',
    script: '0 start 10 prog\n40 exit 10 3\n42 err 10 prog: bad option\n43 run-ended exited',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['seen.last-stderr'],
  },
  {
    name: 'two that left with a status close by, one of which said a word',
    script: '0 start 10 prog\n1 start 11<10 a\n1 start 12<10 b\n40 err 10 bad\n42 exit 11 3\n50 exit 12 4',
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    saysNot: ['seen.last-stderr'],
  },
  {
    name: 'a status with a last word that a waiting shell passes on',
    script: '0 start 10 npm\n1 start 11<10 prog\n40 err 10 bad\n42 exit 11 3\n50 exit 10 3',
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['seen.last-stderr'],
  },
  {
    name: 'a status with what the system said to it',
    script: '0 start 10 cat x\n40 err 10 cat: x: No such file or directory\n41 exit 10 1',
    pid: 10,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.exit-status',
    says: ['seen.last-stderr'],
  },
  {
    name: 'exit(137) of what is no shell',
    script: '0 start 10 prog\n50 exit 10 137',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['seen.looks-like-signal'],
  },
  {
    name: 'a shell whose command was killed',
    script: '0 start 10 sh -c x\n1 start 11<10 x\n50 exit 11 SIGKILL\n51 exit 10 137',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.passed-on',
    says: ['seen.child-signal', 'try.look-at-child'],
  },
  {
    name: 'a shell that passes a status on',
    script: '0 start 10 /bin/bash -c x\n1 start 11<10 x\n50 exit 11 3\n51 exit 10 3',
    pid: 10,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.passed-on',
    says: ['seen.child-status'],
  },
  {
    name: 'a shell with 128+n, its command not seen',
    script: '0 start 10 bash\n50 exit 10 143',
    pid: 10,
    cause: 'signal',
    confidence: 'likely',
    title: 'title.shell-signal',
    says: ['seen.shell-status'],
  },
  ...(
    [
      ['python3', 2, 'title.python-usage', 'try.usage'],
      ['python3.11', 120, 'title.python-flush', 'try.flush'],
      ['node', 5, 'title.node-fatal', 'try.native-code'],
      ['node', 7, 'title.node-handler', 'try.node-handler'],
      ['node', 9, 'title.node-argument', 'try.usage'],
      ['node', 13, 'title.node-await', 'try.node-await'],
      ['timeout', 124, 'title.timeout-command', 'try.timeout'],
    ] as const
  ).map(([program, code, title, advice]): Scenario => ({
    name: `${program} with ${code}`,
    script: `0 start 10 ${program} x\n50 exit 10 ${code}`,
    pid: 10,
    cause: 'exit-status',
    confidence: 'likely',
    title,
    says: [advice],
  })),
  ...(
    [
      ['node', 9, 'process.exit', '/w/program.mjs', 'title.exit-status'],
      ['python3', 2, 'sys.exit', '/w/program.py', 'title.exit-status'],
      ['python3', 2, 'sys.exit', '/usr/lib/python3.11/argparse.py', 'title.python-usage'],
    ] as const
  ).map(([program, code, how, file, title]): Scenario => ({
    name: `${program} with ${code}, called for in ${file}`,
    script: `0 start 10 ${program} x\n49 leaving 10 ${how} ${code} ${file} 7\n50 exit 10 ${code}`,
    pid: 10,
    cause: 'exit-status',
    confidence: title === 'title.exit-status' ? 'certain' : 'likely',
    title,
  })),
  {
    name: 'exit 0 with a task in hand',
    script: '0 start 10 node\n0 pool p 10\n0 start 11<10 node\n1 task p 1 11\n9 exit 11 0',
    pid: 11,
    cause: 'exit-status',
    confidence: 'likely',
    title: 'title.too-early',
    says: ['seen.held-task', 'try.no-exit-in-task'],
  },
  {
    name: 'exit 0 with a task in hand, which the pool calls lost',
    script: '0 start 10 node\n0 pool p 10\n0 start 11<10 node\n1 task p 1 11\n9 exit 11 0\n10 lost p 1 11',
    pid: 11,
    cause: 'exit-status',
    confidence: 'certain',
    title: 'title.too-early',
    says: ['seen.task-lost'],
  },
  {
    name: 'exit 0, the report of its last task came late',
    script: '0 start 10 node\n0 pool p 10\n0 start 11<10 node\n1 task p 1 11\n9 exit 11 0\n10 done p 1 11',
    pid: 11,
    cause: 'ok',
    confidence: 'certain',
    title: 'title.ok',
  },
  {
    name: 'an orphan that ended well',
    script: `${PARENT_AND_CHILD}\n20 exit 10 0\n21 orphaned 11\n90 exit 11 0`,
    pid: 11,
    cause: 'ok',
    confidence: 'certain',
    title: 'title.ok',
    says: ['seen.orphaned'],
  },
  {
    name: 'exit 0 after an exception in a thread',
    script: `${PARENT_AND_CHILD}\n20 exception 11 ValueError bad\n90 exit 11 0`,
    pid: 11,
    cause: 'ok',
    confidence: 'certain',
    title: 'title.ok',
    says: ['seen.exception-not-final'],
  },
  {
    name: 'a status that was not had',
    script: '0 start 10 prog\n50 exit 10 ?',
    pid: 10,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.no-status',
    says: ['seen.no-status', 'seen.end'],
  },
];
