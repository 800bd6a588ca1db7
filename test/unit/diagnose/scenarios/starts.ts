import { PARENT_AND_CHILD, UNPROBED, type Scenario } from './scenario';

export const starts: readonly Scenario[] = [
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
