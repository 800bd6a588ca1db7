/** Python programs without children of multiprocessing, and pools. */
import type { Scenario } from './scenario';

const LIMIT = 'import resource\nresource.setrlimit(resource.';

export const pythonPrograms: readonly Scenario[] = [
  {
    name: 'python: an exception in the program',
    program: { python: 'raise KeyError("no such user")' },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'certain' }],
  },
  {
    name: 'python without probes: an exception in the program',
    program: { python: 'raise KeyError("no such user")' },
    isUnprobed: true,
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'very-likely', atMost: 'very-likely' }],
  },
  {
    name: 'python: sys.exit("message")',
    program: { python: 'import sys; sys.exit("no such user")' },
    // Its line is shown only where it ended within half a second of it, which a busy machine does not promise.
    ends: [{ who: 'main', cause: 'exit-status', atLeast: 'likely' }],
  },
  {
    name: 'python: it does not parse',
    program: { python: 'def f(:\n    pass' },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'very-likely' }],
  },
  {
    name: 'python: a module that is not there',
    program: { python: 'import nonesuch_module' },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'certain', says: ['try.module'] }],
  },
  {
    name: 'python: a recursion without an end',
    program: { python: 'def f(): f()\nf()' },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'certain', says: ['try.recursion'] }],
  },
  {
    name: 'python: more memory than its limit',
    program: { python: `${LIMIT}RLIMIT_AS, (1 << 29, 1 << 29))\nbytearray(1 << 30)` },
    ends: [{ who: 'main', cause: 'out-of-memory', atLeast: 'certain', says: ['title.memory-error'] }],
  },
  {
    name: 'python: hard limit of CPU time',
    program: { python: `${LIMIT}RLIMIT_CPU, (1, 1))\nwhile True: pass` },
    ends: [{ who: 'main', cause: 'resource-limit', atLeast: 'very-likely', atMost: 'very-likely' }],
  },
  {
    name: 'python: soft limit of CPU time',
    program: { python: `${LIMIT}RLIMIT_CPU, (1, 9))\nwhile True: pass` },
    ends: [{ who: 'main', cause: 'resource-limit', atLeast: 'certain', says: ['seen.sigxcpu'] }],
  },
  {
    name: 'python: too many open files',
    program: { python: `${LIMIT}RLIMIT_NOFILE, (24, 24))\nkeep = [open('/dev/null') for _ in range(99)]` },
    ends: [{ who: 'main', cause: 'resource-limit', atLeast: 'very-likely', says: ['title.open-files'] }],
  },
  {
    name: 'python: a file beyond its limit of size',
    program: {
      python: `import tempfile\n${LIMIT}RLIMIT_FSIZE, (1000, 1000))\nwith tempfile.TemporaryFile('wb', 0) as f:\n    while True: f.write(b'x' * 999)`,
    },
    ends: [{ who: 'main', cause: 'resource-limit', atLeast: 'certain', says: ['title.file-size-limit'] }],
  },
  {
    name: 'python: a handler that turns SIGTERM into a clean exit',
    program: {
      python:
        'import os, signal, sys, time\nsignal.signal(15, lambda *_: sys.exit(0))\nos.kill(os.getpid(), 15)\ntime.sleep(9)',
    },
    ends: [{ who: 'main', cause: 'ok', atLeast: 'certain' }],
  },
  {
    name: 'python: a command that failed without a word',
    program: { python: 'import subprocess\nsubprocess.run(["sh", "-c", "exit 1"])' },
    ends: [
      { who: /#2$/, cause: 'exit-status', atLeast: 'likely', atMost: 'likely' },
      { who: 'main', cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: 'python: subprocess.run with a timeout kills the command',
    program: {
      python:
        'import subprocess\ntry:\n    subprocess.run(["sleep", "60"], timeout=0.3)\nexcept subprocess.TimeoutExpired:\n    pass',
    },
    ends: [{ who: /^sleep$/, cause: 'terminated-by-program', atLeast: 'certain', says: ['title.ended-by-program-at'] }],
  },
  {
    name: 'python: the reader of its output has gone',
    program: {
      python:
        'import subprocess, sys\na = subprocess.Popen(["yes"], stdout=subprocess.PIPE)\na.stdout.read(1)\na.stdout.close()\na.wait()',
    },
    ends: [{ who: /#2$/, cause: 'signal', atLeast: 'very-likely', says: ['title.broken-pipe'] }],
  },
];

const POOL = `import os, sys, time, signal, multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor
def square(n): return n * n
def fail(n): raise ValueError(n)
def leave(n): os._exit(7)
if __name__ == '__main__':
`;

export const pythonPools: readonly Scenario[] = [
  {
    name: 'python Pool: close() and join()',
    program: { python: `${POOL}    p = mp.Pool(2)\n    p.map(square, range(4))\n    p.close()\n    p.join()` },
    ends: [
      { who: /PoolWorker-1$/, cause: 'ok', atLeast: 'certain' },
      { who: /PoolWorker-2$/, cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: 'python Pool: the end of its with block terminates it',
    program: {
      python: `${POOL}    with mp.Pool(2) as p:\n        p.map(square, range(4))\n        p.map_async(time.sleep, [60, 60])\n        time.sleep(0.5)`,
    },
    ends: [
      { who: /PoolWorker-1$/, cause: 'terminated-by-program', atLeast: 'very-likely', says: ['title.ended-with-pool'] },
    ],
  },
  {
    name: 'python Pool: a task that raises fails the caller, not the worker',
    program: { python: `${POOL}    p = mp.Pool(1)\n    p.map(fail, [1])` },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'certain' }],
  },
  {
    name: 'python ProcessPoolExecutor: a worker leaves in a task',
    program: { python: `${POOL}    with ProcessPoolExecutor(1) as p: p.submit(leave, 1).result()` },
    ends: [
      { who: /Process-1$/, cause: 'exit-status', atLeast: 'very-likely' },
      { who: 'main', cause: 'uncaught-exception', atLeast: 'certain' },
    ],
  },
  {
    name: 'python ProcessPoolExecutor: it works and is left',
    program: { python: `${POOL}    with ProcessPoolExecutor(2) as p: print(list(p.map(square, range(4))))` },
    ends: [{ who: /Process-1$/, cause: 'ok', atLeast: 'certain' }],
  },
];
