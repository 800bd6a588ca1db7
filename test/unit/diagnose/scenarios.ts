/** Ends of every kind, as scripts for `play-run`, with the verdict that the evidence allows. */
import type { Cause, Confidence } from '../../../src/shared/verdict';

export interface Scenario {
  readonly name: string;
  readonly script: string;
  /** The process that is judged. */
  readonly pid: number;
  readonly cause: Cause;
  readonly confidence: Confidence;
  /** Key of the headline. */
  readonly title: string;
  /** Keys that must be among evidence, ruled out and advice. */
  readonly says?: readonly string[];
  /** Keys that must not be there. */
  readonly saysNot?: readonly string[];
}

/** A command and one multiprocessing child of it, both watched from inside. */
const PARENT_AND_CHILD = `
  0 run
  0 oom 7
  0 start 10 python3 program.py
  1 start 11<10 python3
  2 named 11<10 Process-1 fork
`;
/** The same without probes. */
const UNPROBED = `
  0 run
  0 oom 7
  0 start 10 python3 program.py
  1 start 11<10 python3
`;
const TRACEBACK = `
  50 err 10 Traceback (most recent call last):
  50 err 10   File "/home/u/program.py", line 9, in work
  50 err 10     raise ValueError("bad input")
  50 err 10 ValueError: bad input
`;

const statuses: readonly Scenario[] = [
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
    confidence: 'very-likely',
    title: 'title.exit-status',
    says: ['try.find-exit'],
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

const starts: readonly Scenario[] = [
  {
    name: 'a command that the system refused',
    script: '0 start 10 prog\n1 exit 10 ?\n2 run-ended failed-to-start',
    pid: 10,
    cause: 'failed-to-start',
    confidence: 'certain',
    title: 'title.failed-to-start',
  },
  {
    name: 'a shell that found no command, and says so',
    script: '0 start 10 sh -c nope\n5 err 10 sh: 1: nope: not found\n6 exit 10 127',
    pid: 10,
    cause: 'failed-to-start',
    confidence: 'very-likely',
    title: 'title.cannot-run',
    says: ['seen.cannot-run', 'try.check-path'],
  },
  {
    name: '127 without a word',
    script: '0 start 10 sh -c nope\n6 exit 10 127',
    pid: 10,
    cause: 'failed-to-start',
    confidence: 'likely',
    title: 'title.status-127',
  },
  {
    name: '126 without a word',
    script: '0 start 10 sh -c nope\n6 exit 10 126',
    pid: 10,
    cause: 'failed-to-start',
    confidence: 'likely',
    title: 'title.status-126',
    says: ['seen.shell-convention', 'try.check-command'],
  },
  {
    name: 'Python without its script',
    script: `0 start 10 python3 nope.py
      30 err 10 python3: can't open file '/w/nope.py': [Errno 2] No such file or directory
      31 exit 10 2`,
    pid: 10,
    cause: 'failed-to-start',
    confidence: 'very-likely',
    title: 'title.cannot-run',
  },
  {
    name: 'the spawn guard is missing',
    script: `${UNPROBED}
      40 err 10 Traceback (most recent call last):
      40 err 10   File "<string>", line 1, in <module>
      40 err 10   File "/usr/lib/python3.11/multiprocessing/spawn.py", line 122, in spawn_main
      41 err 10   File "/usr/lib/python3.11/multiprocessing/spawn.py", line 140, in _check_not_importing_main
      41 err 10     raise RuntimeError('''
      41 err 10 RuntimeError:
      41 err 10         An attempt has been made to start a new process before the
      41 err 10         current process has finished its bootstrapping phase.
      45 exit 11 1`,
    pid: 11,
    cause: 'failed-to-start',
    confidence: 'very-likely',
    title: 'title.spawn-guard',
    says: ['seen.spawn-guard', 'try.spawn-guard'],
  },
  {
    name: 'a target that the child cannot find',
    script: `${PARENT_AND_CHILD}
      40 err 10 Traceback (most recent call last):
      40 err 10   File "/usr/lib/python3.11/multiprocessing/spawn.py", line 132, in _main
      40 err 10     self = reduction.pickle.load(from_parent)
      41 err 10 AttributeError: Can't get attribute 'work' on <module '__main__' (built-in)>
      45 exit 11 1`,
    pid: 11,
    cause: 'failed-to-start',
    confidence: 'very-likely',
    title: 'title.child-set-up',
    says: ['seen.child-set-up', 'try.pickle'],
  },
];

const exceptions: readonly Scenario[] = [
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

const ledgers: readonly Scenario[] = [
  ...(['stop', 'kill', 'timeout', 'cleanup'] as const).map((reason): Scenario => ({
    name: `Joinscope: ${reason}`,
    script: `0 start 10 sleep 9\n40 stop 10 SIGTERM ${reason}\n45 exit 10 SIGTERM`,
    pid: 10,
    cause: 'stopped-by-user',
    confidence: 'certain',
    title: `title.stopped-${reason}`,
    says: ['seen.joinscope-sent'],
  })),
  {
    name: 'a child in the group that Joinscope stopped',
    script: `${UNPROBED}\n40 stop 10 SIGTERM stop\n45 exit 11 SIGTERM\n46 exit 10 SIGTERM`,
    pid: 11,
    cause: 'stopped-by-user',
    confidence: 'very-likely',
    title: 'title.stopped-stop',
    says: ['seen.joinscope-sent-group'],
  },
  {
    name: 'a program that answered the stop with a status',
    script: '0 start 10 server\n40 stop 10 SIGTERM stop\n90 exit 10 143',
    pid: 10,
    cause: 'stopped-by-user',
    confidence: 'very-likely',
    title: 'title.stopped-stop',
  },
  {
    name: 'an orphan that was cleaned up',
    script: `${PARENT_AND_CHILD}\n20 exit 10 0\n21 orphaned 11\n80 stop 11 SIGKILL cleanup\n81 exit 11 SIGKILL`,
    pid: 11,
    cause: 'parent-exited-first',
    confidence: 'certain',
    title: 'title.orphan-cleaned',
    says: ['seen.orphaned', 'try.join-children'],
  },
  {
    name: 'terminate() in the program',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGTERM /w/program.py 42 cleanup\n45 exit 11 SIGTERM`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: 'title.ended-by-program-at',
    says: ['seen.program-sent-at', 'try.look-at-place', 'out.joinscope'],
  },
  {
    name: 'os.kill of itself',
    script: `${PARENT_AND_CHILD}\n40 kill 11<11 SIGKILL /w/program.py 42 work\n45 exit 11 SIGKILL`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: 'title.ended-itself',
  },
  {
    name: 'a daemon at the exit of its parent',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGTERM /usr/lib/python3.11/multiprocessing/util.py 333 _exit_function\n45 exit 11 SIGTERM`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: 'title.ended-as-daemon',
    says: ['try.join-daemon'],
  },
  {
    name: 'a worker of a pool that multiprocessing terminated',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGTERM /usr/lib/python3.11/multiprocessing/pool.py 700 _terminate_pool\n45 exit 11 SIGTERM`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: 'title.ended-with-pool',
    saysNot: ['try.pool-close'],
  },
  {
    name: 'a kill of which the place is not known',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGUSR1\n45 exit 11 SIGUSR1`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: 'title.ended-by-program',
    says: ['seen.program-sent-by'],
  },
  {
    name: 'a kill of which neither place nor sender are known',
    script: `${PARENT_AND_CHILD}\n40 kill 11 SIGTERM\n45 exit 11 SIGTERM`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'certain',
    title: 'title.ended-by-program',
    says: ['seen.program-sent'],
  },
  {
    name: 'a terminated pool, its ledger lost',
    script: `${PARENT_AND_CHILD}\n3 pool p 10\n4 task p 1 11\n40 pool-closed p terminate\n45 exit 11 SIGTERM`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'very-likely',
    title: 'title.ended-with-pool',
    says: ['seen.pool-terminated', 'try.pool-close'],
  },
  {
    name: 'a handler that turned SIGTERM into a status',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGTERM /w/program.py 42 cleanup\n45 exit 11 143`,
    pid: 11,
    cause: 'terminated-by-program',
    confidence: 'very-likely',
    title: 'title.ended-by-program-at',
  },
  {
    name: 'a signal that was sent but is not the one that ended it',
    script: `${PARENT_AND_CHILD}\n40 kill 11<10 SIGUSR1 /w/program.py 42 wake\n45 exit 11 3`,
    pid: 11,
    cause: 'exit-status',
    confidence: 'very-likely',
    title: 'title.exit-status',
  },
];

const relatives: readonly Scenario[] = [
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

const kills: readonly Scenario[] = [
  {
    name: 'SIGKILL, counters unchanged, of the command itself',
    script: '0 oom 7\n0 start 10 sleep 60\n3000 exit 10 SIGKILL 4 1000000\n3010 oom 7',
    pid: 10,
    cause: 'signal',
    confidence: 'certain',
    title: 'title.killed',
    says: ['out.oom', 'out.cpu-small', 'seen.oom-unchanged', 'seen.peak-rss', 'try.who-kills', 'out.joinscope'],
  },
  {
    name: 'SIGKILL, counters unchanged, of a child of which no ledger can be had',
    script: `${UNPROBED}\n3000 exit 11 SIGKILL 4\n3010 oom 7`,
    pid: 11,
    cause: 'signal',
    confidence: 'very-likely',
    title: 'title.killed',
    says: ['out.parent'],
    saysNot: ['out.program'],
  },
  {
    name: 'SIGKILL, counters unchanged, of a child whose parent is watched from inside',
    script: `${PARENT_AND_CHILD}\n3000 exit 11 SIGKILL 4\n3010 oom 7`,
    pid: 11,
    cause: 'signal',
    confidence: 'certain',
    title: 'title.killed',
    says: ['out.program'],
  },
  {
    name: 'SIGKILL while the counters were not read again',
    script: '0 oom 7\n0 start 10 sleep 60\n3000 exit 10 SIGKILL 4 1000000',
    pid: 10,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.killed-unknown',
    says: ['seen.no-oom-counter', 'try.watch-memory'],
  },
  {
    name: 'SIGKILL where the counters cannot be had',
    script: '0 oom - -\n0 start 10 sleep 60\n3000 exit 10 SIGKILL 4\n3010 oom - -',
    pid: 10,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.killed-unknown',
  },
  {
    name: 'out of memory, by the count of the machine',
    script: '0 oom 7\n0 start 10 hog\n3000 exit 10 SIGKILL 900 4000000000\n3010 oom 8',
    pid: 10,
    cause: 'out-of-memory',
    confidence: 'very-likely',
    title: 'title.out-of-memory',
    says: ['seen.oom-machine', 'seen.peak-rss', 'try.less-memory', 'try.fewer-workers'],
  },
  {
    name: "out of memory, by the count of the run's own group",
    script: '0 oom 7 0\n0 start 10 hog\n3000 exit 10 SIGKILL 900 4000000000\n3010 oom 8 1',
    pid: 10,
    cause: 'out-of-memory',
    confidence: 'certain',
    title: 'title.out-of-memory',
    says: ['seen.oom-group'],
  },
  {
    name: 'out of memory counted and read before the process was gone',
    script: '0 oom 7\n0 start 10 hog\n2900 oom 8\n3000 exit 10 SIGKILL 900 4000000000\n3010 oom 8',
    pid: 10,
    cause: 'out-of-memory',
    confidence: 'very-likely',
    title: 'title.out-of-memory',
  },
  {
    name: 'two kills and one count: the larger is suspected',
    script: `${UNPROBED}\n1 start 12<10 python3\n3000 exit 11 SIGKILL 9 4000000000\n3020 exit 12 SIGKILL 9 1000000\n3030 oom 8`,
    pid: 11,
    cause: 'out-of-memory',
    confidence: 'likely',
    title: 'title.out-of-memory',
    says: ['seen.several-kills'],
  },
  {
    name: 'two kills and one count: of the smaller it is not known',
    script: `${UNPROBED}\n1 start 12<10 python3\n3000 exit 11 SIGKILL 9 4000000000\n3020 exit 12 SIGKILL 9 1000000\n3030 oom 8`,
    pid: 12,
    cause: 'unknown',
    confidence: 'unknown',
    title: 'title.killed-unknown',
    says: ['seen.several-kills'],
  },
  {
    name: 'a kill by the program beside an out-of-memory kill of another',
    script: `${PARENT_AND_CHILD}\n1 start 12<10 python3\n2990 kill 12<10 SIGKILL /w/p.py 4 f\n3000 exit 11 SIGKILL 9 4000000000\n3020 exit 12 SIGKILL 9 1000000\n3030 oom 8`,
    pid: 11,
    cause: 'out-of-memory',
    confidence: 'very-likely',
    title: 'title.out-of-memory',
    saysNot: ['seen.several-kills'],
  },
  {
    name: 'the hard limit of CPU time',
    script: '0 oom 7\n0 start 10 busy\n1 cpulimit 10 1 1\n1100 exit 10 SIGKILL 1004\n1110 oom 7',
    pid: 10,
    cause: 'resource-limit',
    confidence: 'very-likely',
    title: 'title.cpu-limit',
    says: ['seen.cpu-time', 'out.oom', 'try.raise-limit'],
  },
  {
    name: 'SIGKILL below the limit of CPU time',
    script: '0 oom 7\n0 start 10 busy\n1 cpulimit 10 60 60\n3000 exit 10 SIGKILL 2900\n3010 oom 7',
    pid: 10,
    cause: 'signal',
    confidence: 'certain',
    title: 'title.killed',
    says: ['out.cpu-limit'],
  },
  {
    name: 'SIGKILL without a limit of CPU time',
    script: '0 oom 7\n0 start 10 busy\n1 cpulimit 10 - -\n3000 exit 10 SIGKILL 2900\n3010 oom 7',
    pid: 10,
    cause: 'signal',
    confidence: 'certain',
    title: 'title.killed',
    says: ['out.cpu-unlimited'],
  },
];

const limits: readonly Scenario[] = [
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

const signals: readonly Scenario[] = [
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
    says: ['seen.core-dumped', 'seen.may-be-sent', 'try.faulthandler', 'try.native-code'],
  })),
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
    name: 'SIGTERM by somebody',
    script: '0 start 10 sleep 60\n50 exit 10 SIGTERM',
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
    title: 'title.signal',
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

const windows: readonly Scenario[] = (
  [
    [0xc0000005, 'crash', 'certain', 'title.windows-crash'],
    [-1073741571, 'crash', 'certain', 'title.windows-crash'],
    [0xc0000017, 'out-of-memory', 'very-likely', 'title.windows-memory'],
    [0xc0000135, 'failed-to-start', 'certain', 'title.windows-library'],
    [0xc000013a, 'signal', 'very-likely', 'title.windows-console'],
    [0x10000, 'terminated-by-program', 'very-likely', 'title.windows-terminate'],
    [1, 'unknown', 'unknown', 'title.windows-one'],
    [3, 'exit-status', 'very-likely', 'title.exit-status'],
  ] as const
).map(([code, cause, confidence, title]) => ({
  name: `Windows status ${code}`,
  script: `0 run win32\n0 start 10 python.exe\n50 exit 10 ${code}`,
  pid: 10,
  cause,
  confidence,
  title,
}));

export const scenarios: readonly Scenario[] = [
  ...statuses,
  ...starts,
  ...exceptions,
  ...ledgers,
  ...relatives,
  ...kills,
  ...limits,
  ...signals,
  ...windows,
];
