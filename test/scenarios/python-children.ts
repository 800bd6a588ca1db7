/** Children of multiprocessing, each end under each start method. */
import { type Scenario, startMethods, withChild } from './scenario';

const CHILD = /^Process-1$/;

export const pythonChildren: readonly Scenario[] = startMethods.flatMap((method): Scenario[] => [
  {
    name: `python ${method}: a child that returns`,
    program: { python: withChild(method, 'pass') },
    ends: [
      { who: CHILD, cause: 'ok', atLeast: 'certain' },
      { who: 'main', cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: `python ${method}: a child that raises`,
    program: { python: withChild(method, 'raise ValueError("seven is not even")') },
    ends: [
      {
        who: CHILD,
        cause: 'uncaught-exception',
        atLeast: 'certain',
        says: ['seen.exception-reported', 'try.exitcode'],
      },
      { who: 'main', cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: `python ${method}: sys.exit(3) in a child`,
    program: { python: withChild(method, 'sys.exit(3)') },
    ends: [{ who: CHILD, cause: 'exit-status', atLeast: 'certain', says: ['seen.left-by', 'try.look-at-place'] }],
  },
  {
    name: `python ${method}: os._exit(1) in a child, with nothing on stderr`,
    program: { python: withChild(method, 'os._exit(1)') },
    ends: [{ who: CHILD, cause: 'exit-status', atLeast: 'likely', atMost: 'very-likely', says: ['out.exception'] }],
  },
  {
    name: `python ${method}: a child that reads memory at 0`,
    program: { python: withChild(method, 'ctypes.string_at(0)') },
    ends: [{ who: CHILD, cause: 'crash', atLeast: 'very-likely', says: ['title.crash-segv'] }],
  },
  {
    name: `python ${method}: terminate() in a function elsewhere`,
    program: {
      python: withChild(method, 'told_ready()\ntime.sleep(60)', 'until_ready()\nunrelated_cleanup(p)\np.join()'),
    },
    ends: [
      { who: CHILD, cause: 'terminated-by-program', atLeast: 'certain', says: ['title.ended-by-program-at'] },
      { who: 'main', cause: 'ok', atLeast: 'certain' },
    ],
  },
  {
    name: `python ${method}: os.kill(pid, SIGKILL) by the parent`,
    program: {
      python: withChild(
        method,
        'told_ready()\ntime.sleep(60)',
        'until_ready()\nos.kill(p.pid, signal.SIGKILL)\np.join()',
      ),
    },
    ends: [{ who: CHILD, cause: 'terminated-by-program', atLeast: 'certain', says: ['seen.program-sent-at'] }],
  },
  {
    name: `python ${method}: a daemon child at its parent's end`,
    program: { python: withChild(method, 'told_ready()\ntime.sleep(60)', ['until_ready()', ', daemon=True']) },
    ends: [{ who: CHILD, cause: 'terminated-by-program', atLeast: 'certain', says: ['title.ended-as-daemon'] }],
  },
]);

export const pythonFamilies: readonly Scenario[] = [
  {
    name: 'python spawn: no if __name__ == "__main__"',
    program: {
      python: `import multiprocessing as mp
mp.set_start_method('spawn', force=True)
p = mp.Process(target=print)
p.start()
p.join()
`,
    },
    // It ends before it has its name; the resource tracker was started before it.
    ends: [{ who: /#3$/, cause: 'failed-to-start', atLeast: 'very-likely', says: ['title.spawn-guard'] }],
  },
  {
    name: 'python spawn: a lambda as target cannot be pickled',
    program: {
      python: `import multiprocessing as mp
if __name__ == '__main__':
    mp.set_start_method('spawn')
    mp.Process(target=lambda: 1).start()
`,
    },
    ends: [{ who: 'main', cause: 'uncaught-exception', atLeast: 'certain', says: ['try.pickle'] }],
  },
  {
    name: 'python fork: a child outlives its parent and ends well',
    program: { python: withChild('fork', 'time.sleep(0.6)', 'time.sleep(0.2)\nos._exit(0)') },
    ends: [{ who: CHILD, cause: 'ok', atLeast: 'certain', says: ['seen.orphaned'] }],
  },
  {
    name: 'python fork: a child writes to its parent, which is gone',
    program: {
      python: `import os, time, multiprocessing as mp
def work(mine, theirs):
    theirs.close()
    time.sleep(0.5)
    mine.send('late')
if __name__ == '__main__':
    mp.set_start_method('fork')
    theirs, mine = mp.Pipe()
    mp.Process(target=work, args=(mine, theirs)).start()
    mine.close()
    os._exit(0)
`,
    },
    ends: [{ who: CHILD, cause: 'parent-exited-first', atLeast: 'very-likely', says: ['title.parent-gone-pipe'] }],
  },
  {
    name: 'python fork: a child asked to die with its parent (PR_SET_PDEATHSIG)',
    program: {
      python: withChild(
        'fork',
        'ctypes.CDLL(None).prctl(1, 15)\ntold_ready()\ntime.sleep(60)',
        'until_ready()\nos._exit(0)',
      ),
    },
    ends: [{ who: CHILD, cause: 'parent-exited-first', atLeast: 'likely', atMost: 'very-likely' }],
  },
  {
    name: 'python fork: a child ends itself by SIGTERM',
    program: { python: withChild('fork', 'os.kill(os.getpid(), signal.SIGTERM)') },
    ends: [{ who: CHILD, cause: 'terminated-by-program', atLeast: 'certain', says: ['title.ended-itself'] }],
  },
  {
    name: 'python fork: SIGINT sent to a child by its parent',
    program: {
      python: withChild(
        'fork',
        'told_ready()\ntime.sleep(60)',
        'until_ready()\nos.kill(p.pid, signal.SIGINT)\np.join()',
      ),
    },
    ends: [{ who: CHILD, cause: 'terminated-by-program', atLeast: 'very-likely' }],
  },
  {
    name: 'python fork: an exception in a thread, the child ends with 0',
    program: {
      python: withChild('fork', 'import threading\nt = threading.Thread(target=lambda: 1 / 0)\nt.start()\nt.join()'),
    },
    ends: [{ who: CHILD, cause: 'ok', atLeast: 'certain' }],
  },
  {
    name: 'python fork: alarm() that nobody catches',
    program: { python: withChild('fork', 'signal.setitimer(signal.ITIMER_REAL, 0.1)\ntime.sleep(60)') },
    ends: [{ who: CHILD, cause: 'signal', atLeast: 'likely', atMost: 'likely', says: ['title.timer'] }],
  },
  {
    // Its parent collects it at once, so its last figures may be those of the last sample.
    name: 'python fork: hard limit of CPU time in a child',
    program: {
      python: withChild('fork', 'import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass'),
    },
    ends: [{ who: CHILD, cause: 'resource-limit', atLeast: 'likely', atMost: 'very-likely' }],
  },
  {
    name: 'python fork: os.abort() in a child',
    program: { python: withChild('fork', 'os.abort()') },
    ends: [{ who: CHILD, cause: 'crash', atLeast: 'very-likely', says: ['title.crash-abrt'] }],
  },
  {
    name: 'python fork: SIGKILL from somebody else',
    program: { python: withChild('fork', 'print("ready", os.getpid(), flush=True)\ntime.sleep(60)') },
    then: { signal: 'SIGKILL' },
    ends: [{ who: CHILD, cause: 'signal', atLeast: 'very-likely', says: ['title.killed', 'out.oom', 'out.program'] }],
  },
  {
    name: 'python fork: SIGTERM from somebody else',
    program: { python: withChild('fork', 'print("ready", os.getpid(), flush=True)\ntime.sleep(60)') },
    then: { signal: 'SIGTERM' },
    ends: [{ who: CHILD, cause: 'signal', atLeast: 'likely', says: ['out.joinscope'] }],
  },
  {
    name: 'python fork: SIGSEGV sent from outside is not certain to be a crash',
    program: { python: withChild('fork', 'print("ready", os.getpid(), flush=True)\ntime.sleep(60)') },
    then: { signal: 'SIGSEGV' },
    ends: [{ who: CHILD, cause: 'crash', atLeast: 'likely', atMost: 'very-likely', says: ['seen.may-be-sent'] }],
  },
];
