import { PARENT_AND_CHILD, UNPROBED, type Scenario } from './scenario';

export const signals: readonly Scenario[] = [
  ...(
    [
      ['SIGSEGV', 'segv'],
      ['SIGABRT', 'abrt'],
      ['SIGBUS', 'bus'],
      ['SIGFPE', 'fpe'],
      ['SIGILL', 'ill'],
      ['SIGSYS', 'sys'],
      ['SIGTRAP', 'other'],
    ] as const
  ).map(([signal, title]): Scenario => ({
    name: signal,
    script: `0 start 10 prog\n50 exit 10 ${signal}+core`,
    pid: 10,
    cause: 'crash',
    confidence: 'very-likely',
    title: `title.crash-${title}`,
    says: ['seen.core-dumped', 'seen.may-be-sent', 'try.core'],
    saysNot: ['try.faulthandler', 'try.native-code', 'try.find-abort'],
  })),
  ...(
    [
      ['python3', 'SIGSEGV', 'segv', ['try.faulthandler', 'try.native-code'], ['try.core', 'try.find-abort']],
      ['python3', 'SIGABRT', 'abrt', ['try.faulthandler', 'try.find-abort'], ['try.core', 'try.native-code']],
      ['node', 'SIGSEGV', 'segv', ['try.native-code'], ['try.core', 'try.faulthandler', 'try.find-abort']],
      ['node', 'SIGABRT', 'abrt', ['try.find-abort'], ['try.core', 'try.faulthandler', 'try.native-code']],
    ] as const
  ).map(([program, signal, title, says, saysNot]): Scenario => ({
    name: `${signal} of ${program} without a stack`,
    script: `0 start 10 ${program} program\n50 exit 10 ${signal}`,
    pid: 10,
    cause: 'crash',
    confidence: 'very-likely',
    title: `title.crash-${title}`,
    says,
    saysNot,
  })),
  {
    name: 'SIGSEGV with a report that the process handed in apart from stderr, beside another',
    script: `${PARENT_AND_CHILD}
      2 named 12<10 Process-2 fork
      40 report 11 faulthandler Fatal Python error: Segmentation fault||Current thread 0x1 (most recent call first):|  File "/home/u/native.py", line 7 in read_zero
      50 exit 12 SIGSEGV
      50 exit 11 SIGSEGV`,
    pid: 11,
    cause: 'crash',
    confidence: 'very-likely',
    title: 'title.crash-segv',
    says: ['seen.stderr', 'seen.place', 'seen.may-be-sent'],
  },
  {
    name: "a full heap that Node's own report names",
    script:
      '0 start 10 node\n1 start 11<10 node\n40 report 11 node-report {"event": "Reached heap limit Allocation failed - JavaScript heap out of memory"}\n50 exit 11 SIGABRT',
    pid: 11,
    cause: 'out-of-memory',
    confidence: 'certain',
    title: 'title.heap-limit',
  },
  {
    name: "a report of Node's that names no full heap",
    script: '0 start 10 node\n1 start 11<10 node\n40 report 11 node-report {"event": "Signal"}\n50 exit 11 SIGABRT',
    pid: 11,
    cause: 'crash',
    confidence: 'very-likely',
    title: 'title.crash-abrt',
  },
  {
    name: 'SIGSEGV with a stack of faulthandler',
    script: `${PARENT_AND_CHILD}
      40 err 10 Fatal Python error: Segmentation fault
      40 err 10
      40 err 10 Current thread 0x00007f00 (most recent call first):
      40 err 10   File "/usr/lib/python3.11/ctypes/__init__.py", line 519 in string_at
      40 err 10   File "/w/program.py", line 4 in work
      50 exit 11 SIGSEGV`,
    pid: 11,
    cause: 'crash',
    confidence: 'very-likely',
    title: 'title.crash-segv',
    says: ['seen.stderr', 'seen.place'],
    saysNot: ['try.faulthandler'],
  },
  {
    name: 'an abort that the C library explained',
    script: '0 start 10 prog\n40 err 10 free(): invalid pointer\n50 exit 10 SIGABRT',
    pid: 10,
    cause: 'crash',
    confidence: 'certain',
    title: 'title.crash-abrt',
    saysNot: ['seen.may-be-sent'],
  },
  {
    name: 'SIGTERM of a command that may have sent it to itself',
    script: '0 start 10 sh\n50 exit 10 SIGTERM',
    pid: 10,
    cause: 'signal',
    confidence: 'likely',
    title: 'title.signal-unknown-sender',
  },
  {
    name: 'SIGTERM by somebody',
    script: '0 start 10 python3\n0 named 10<1 main\n50 exit 10 SIGTERM',
    pid: 10,
    cause: 'signal',
    confidence: 'certain',
    title: 'title.signal',
    says: ['seen.signal', 'seen.sender-unknown'],
  },
  {
    name: 'SIGTERM of a child that its unwatched parent may have sent',
    script: `${UNPROBED}\n50 exit 11 SIGTERM`,
    pid: 11,
    cause: 'signal',
    confidence: 'likely',
    title: 'title.signal-unknown-sender',
    says: ['try.probes'],
  },
  {
    name: 'SIGPIPE',
    script: '0 start 10 yes\n50 exit 10 SIGPIPE',
    pid: 10,
    cause: 'signal',
    confidence: 'very-likely',
    title: 'title.broken-pipe',
    says: ['try.sigpipe'],
  },
  {
    name: 'SIGALRM',
    script: '0 start 10 prog\n50 exit 10 SIGALRM',
    pid: 10,
    cause: 'signal',
    confidence: 'likely',
    title: 'title.timer',
    says: ['seen.timer'],
  },
];
