import { PARENT_AND_CHILD, UNPROBED, type Scenario } from './scenario';

export const relatives: readonly Scenario[] = [
  {
    name: 'Ctrl-C on the whole group',
    script: `${UNPROBED}\n40 exit 11 SIGINT\n45 exit 10 SIGINT`,
    pid: 11,
    cause: 'signal',
    confidence: 'very-likely',
    title: 'title.interrupted',
    says: ['seen.at-once'],
  },
  {
    name: 'a closed terminal',
    script: `${UNPROBED}\n40 exit 11 SIGHUP\n45 exit 10 SIGHUP`,
    pid: 10,
    cause: 'signal',
    confidence: 'very-likely',
    title: 'title.hung-up',
    says: ['try.nohup'],
  },
  {
    name: 'SIGTERM for the whole group',
    script: `${UNPROBED}\n40 exit 11 SIGTERM\n45 exit 10 SIGTERM`,
    pid: 10,
    cause: 'signal',
    confidence: 'very-likely',
    title: 'title.group-signal',
  },
  {
    name: 'two children ended by SIGTERM at once, while their parent went on',
    script: `${UNPROBED}\n1 start 12<10 python3\n40 exit 11 SIGTERM\n45 exit 12 SIGTERM\n60 exit 10 0`,
    pid: 11,
    cause: 'signal',
    confidence: 'likely',
    title: 'title.signal-unknown-sender',
    saysNot: ['seen.at-once'],
  },
  {
    name: 'Ctrl-C in a multiprocessing child',
    script: `${PARENT_AND_CHILD}
      40 err 10 Process Process-1:
      40 err 10 Traceback (most recent call last):
      40 err 10   File "/w/program.py", line 3, in work
      40 err 10 KeyboardInterrupt
      45 exit 11 1`,
    pid: 11,
    cause: 'signal',
    confidence: 'very-likely',
    title: 'title.interrupted',
    says: ['seen.keyboard-interrupt'],
  },
  {
    name: 'a parent that took its child along',
    script: `${UNPROBED}\n40 exit 10 0\n45 exit 11 SIGHUP`,
    pid: 11,
    cause: 'parent-exited-first',
    confidence: 'likely',
    title: 'title.parent-took-along',
    says: ['seen.parent-ended'],
  },
  {
    name: 'a child that wrote to its parent, which was gone',
    script: `${PARENT_AND_CHILD}\n40 exit 10 0\n41 orphaned 11\n89 exception 11 BrokenPipeError [Errno 32] Broken pipe\n90 exit 11 1`,
    pid: 11,
    cause: 'parent-exited-first',
    confidence: 'very-likely',
    title: 'title.parent-gone-pipe',
    says: ['seen.exception'],
  },
  {
    name: 'SIGPIPE after the parent was gone',
    script: `${UNPROBED}\n40 exit 10 0\n90 exit 11 SIGPIPE`,
    pid: 11,
    cause: 'parent-exited-first',
    confidence: 'very-likely',
    title: 'title.parent-gone-pipe',
    says: ['seen.sigpipe'],
  },
];
