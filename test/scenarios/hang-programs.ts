/** Programs that hang, and programs that only look so. */
import { type Scenario, type StartMethod, startMethods } from './scenario';

const IMPORTS = 'import os, signal, socket, subprocess, sys, time, multiprocessing as mp\n';
/** Long enough to be found on a busy machine. */
const FOUND: Pick<Scenario, 'timeoutMs'> = { timeoutMs: 15_000 };
/** Longer than a hang takes to be found. */
const CALM_SECONDS = 4;

const main = (method: StartMethod, text: string): string =>
  `if __name__ == '__main__':\n    mp.set_start_method('${method}')\n    ${text.split('\n').join('\n    ')}\n`;

export const hangPrograms: readonly Scenario[] = [
  ...startMethods.map((method): Scenario => ({
    name: `hang ${method}: join() before the queue is drained`,
    program: {
      python: `${IMPORTS}def work(q): q.put(b'x' * 1000000)\n${main(method, 'q = mp.Queue()\np = mp.Process(target=work, args=(q,))\np.start()\np.join()')}`,
    },
    ...FOUND,
    hang: { kind: 'join-before-drain', atLeast: 'very-likely' },
  })),
  ...startMethods.map((method): Scenario => ({
    name: `hang ${method}: two locks in opposite order`,
    program: {
      python: `${IMPORTS}def work(a, b):
    with a:
        time.sleep(0.7)
        with b: pass
${main(method, 'a, b = mp.Lock(), mp.Lock()\nps = [mp.Process(target=work, args=x) for x in ((a, b), (b, a))]\n[p.start() for p in ps]\n[p.join() for p in ps]')}`,
    },
    ...FOUND,
    hang: { kind: 'lock-cycle', atLeast: 'likely' },
  })),
  {
    name: 'hang fork: three locks in a circle',
    program: {
      python: `${IMPORTS}def work(a, b):
    with a:
        time.sleep(0.5)
        with b: pass
${main('fork', 'l = [mp.Lock() for _ in range(3)]\nps = [mp.Process(target=work, args=(l[i], l[(i + 1) % 3])) for i in range(3)]\n[p.start() for p in ps]\n[p.join() for p in ps]')}`,
    },
    ...FOUND,
    hang: { kind: 'lock-cycle', atLeast: 'likely' },
  },
  {
    name: 'hang fork: the holder of a lock is killed',
    program: {
      python: `${IMPORTS}def hold(a):
    a.acquire()
    os.kill(os.getpid(), signal.SIGKILL)
def want(a):
    time.sleep(0.3)
    with a: pass
${main('fork', 'a = mp.Lock()\nps = [mp.Process(target=f, args=(a,)) for f in (hold, want)]\n[p.start() for p in ps]\n[p.join() for p in ps]')}`,
    },
    ...FOUND,
    hang: { kind: 'lock-holder-died', atLeast: 'likely' },
  },
  {
    name: 'hang fork: a worker of a Pool is killed in its task',
    program: {
      python: `${IMPORTS}def work(n):
    time.sleep(0.2)
    if n == 3: os.kill(os.getpid(), signal.SIGKILL)
${main('fork', 'with mp.Pool(2) as p: p.map(work, range(6), 1)')}`,
    },
    ...FOUND,
    hang: { kind: 'pool-task-lost', atLeast: 'very-likely' },
  },
  {
    name: 'hang fork: consumers without an end mark',
    program: {
      python: `${IMPORTS}def work(q):
    while True: q.get()
${main('fork', 'q = mp.Queue()\nps = [mp.Process(target=work, args=(q,)) for _ in range(2)]\n[p.start() for p in ps]\nq.put(1)\n[p.join() for p in ps]')}`,
    },
    ...FOUND,
    hang: { kind: 'get-without-producer', atLeast: 'likely' },
  },
  {
    name: 'hang: Popen.wait() while the output fills its pipe',
    program: {
      python: `${IMPORTS}p = subprocess.Popen([sys.executable, '-c', 'print("x" * 1000000)'], stdout=subprocess.PIPE)\np.wait()`,
    },
    ...FOUND,
    hang: { kind: 'blocked-on-full-pipe', atLeast: 'certain' },
  },
  {
    name: 'hang without probes: Popen.wait() while the output fills its pipe',
    program: {
      python: `${IMPORTS}p = subprocess.Popen([sys.executable, '-c', 'print("x" * 1000000)'], stdout=subprocess.PIPE)\np.wait()`,
    },
    isUnprobed: true,
    ...FOUND,
    hang: { kind: 'blocked-on-full-pipe', atLeast: 'certain' },
  },
];

const calm = (name: string, text: string): Scenario => ({
  name: `no hang: ${name}`,
  program: { python: `${IMPORTS}${text}` },
  ends: [{ who: 'main', cause: 'ok', atLeast: 'certain' }],
});

const joined = (work: string): string =>
  `def work(q=None):\n    ${work.split('\n').join('\n    ')}\n${main('fork', 'p = mp.Process(target=work)\np.start()\np.join()')}`;

export const calmPrograms: readonly Scenario[] = [
  calm('a computation that is joined', joined(`end = time.time() + ${CALM_SECONDS}\nwhile time.time() < end: pass`)),
  calm('a child that sleeps and is joined', joined(`time.sleep(${CALM_SECONDS})`)),
  calm(
    'a server in accept()',
    `s = socket.socket()
s.bind(('127.0.0.1', 0))
s.listen()
subprocess.Popen([sys.executable, '-c', f'import socket, time; time.sleep(${CALM_SECONDS}); socket.create_connection(("127.0.0.1", {s.getsockname()[1]}))'])
s.accept()`,
  ),
  calm(
    'an interactive prompt',
    `import pty
pid, master = pty.fork()
if pid == 0:
    input('name? ')
    os._exit(0)
time.sleep(${CALM_SECONDS})
os.write(master, b'bob\\n')
os.waitpid(pid, 0)`,
  ),
  calm(
    'consumers whose producer takes its time',
    `def work(q): q.get()
${main('fork', `q = mp.Queue()\np = mp.Process(target=work, args=(q,))\np.start()\ntime.sleep(${CALM_SECONDS})\nq.put(1)\np.join()`)}`,
  ),
  calm(
    'a lock that is held for long',
    `def work(a):
    with a: time.sleep(${CALM_SECONDS})
${main('fork', 'a = mp.Lock()\nps = [mp.Process(target=work, args=(a,)) for _ in range(2)]\n[p.start() for p in ps]\n[p.join() for p in ps]')}`,
  ),
  calm(
    'two locks in opposite order, waited for with a timeout',
    `def work(a, b):
    with a:
        time.sleep(0.5)
        b.acquire(timeout=${CALM_SECONDS})
${main('fork', 'a, b = mp.Lock(), mp.Lock()\nps = [mp.Process(target=work, args=x) for x in ((a, b), (b, a))]\n[p.start() for p in ps]\n[p.join() for p in ps]')}`,
  ),
  calm(
    'a pool that lost a task while another one takes long',
    `def die(): os._exit(0)
${main('fork', `p = mp.Pool(2)\np.apply_async(die)\np.apply_async(time.sleep, (${CALM_SECONDS},)).get()\np.terminate()`)}`,
  ),
  calm(
    'a pool with a long task',
    `def work(n): time.sleep(${CALM_SECONDS})
${main('fork', 'p = mp.Pool(2)\np.map(work, [1])\np.close()\np.join()')}`,
  ),
];
