import type { Scenario } from './scenario';

export const limits: readonly Scenario[] = [
  {
    name: 'SIGXCPU with a known limit',
    script: '0 start 10 busy\n1 cpulimit 10 1 5\n1100 exit 10 SIGXCPU 1004',
    pid: 10,
    cause: 'resource-limit',
    confidence: 'certain',
    title: 'title.cpu-limit',
    says: ['seen.sigxcpu'],
  },
  {
    name: 'SIGXCPU',
    script: '0 start 10 busy\n1100 exit 10 SIGXCPU 1004',
    pid: 10,
    cause: 'resource-limit',
    confidence: 'certain',
    title: 'title.cpu-limit-reached',
  },
  {
    name: 'SIGXFSZ',
    script: '0 start 10 writer\n1100 exit 10 SIGXFSZ',
    pid: 10,
    cause: 'resource-limit',
    confidence: 'certain',
    title: 'title.file-size-limit',
    says: ['seen.sigxfsz'],
  },
  {
    name: "V8's heap limit, with the pid in its trace",
    script: `0 start 10 node x.js
      1 start 11<10 node
      900 err 10 [11:0x5a1e000]      812 ms: Mark-Compact 14.2 (15.1) -> 14.1 (16.1) MB
      901 err 10 FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
      950 exit 11 SIGABRT 800 90000000`,
    pid: 11,
    cause: 'out-of-memory',
    confidence: 'certain',
    title: 'title.heap-limit',
    says: ['seen.stderr', 'try.heap-size'],
  },
  ...(
    [
      ['MemoryError', '', 'out-of-memory', 'title.memory-error', 'try.less-memory'],
      ['OSError', "[Errno 24] Too many open files: 'x'", 'resource-limit', 'title.open-files', 'try.close-files'],
      [
        'BlockingIOError',
        '[Errno 11] Resource temporarily unavailable',
        'resource-limit',
        'title.process-limit',
        'try.fewer-workers',
      ],
      ['RuntimeError', "can't start new thread", 'resource-limit', 'title.process-limit', 'try.fewer-workers'],
      ['OSError', '[Errno 27] File too large', 'resource-limit', 'title.file-size-limit', 'try.raise-file-size'],
    ] as const
  ).map(([type, message, cause, title, advice]): Scenario => ({
    name: `${type}: ${message}`,
    script: `0 start 10 python3 x.py\n48 exception 10 ${type} ${message}\n50 exit 10 1`,
    pid: 10,
    cause,
    confidence: 'certain',
    title,
    says: ['seen.exception', advice],
  })),
];
