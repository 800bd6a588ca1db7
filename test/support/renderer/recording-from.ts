/**
 * A little language in which a test writes a run, one event a line:
 *
 *     0    run python3 pool.py       cores=4
 *     10   start 100 main            the command
 *     20   start 101 worker-1 <100   a child of 100
 *     30   pool P 100 2              pool P of 100 with two workers
 *     40   submit P 1                task 1
 *     50   task P 1 101 80           ran in 101 for 80 ms, ended now + 80
 *     50   fail P 2 101 80           the same, but it failed
 *     60   open P 3 101              started and not ended
 *     70   join 100 101              begins
 *     90   joined 100 101 20         returned after 20 ms
 *     70   wait 101 lock L           begins; `waited 101 lock L 20` ends it
 *     95   sample 101 cpu=90 rss=1000 state=R ms=500
 *     99   depth Q 7
 *     100  exit 101 3                or `exit 101 SIGKILL`, or `exit 101 ?`
 *     101  verdict 101 out-of-memory
 *     102  out 101 some text         or `err 101 some text`
 *     200  end 0
 */
import { type RunEvent, runEventSchema } from '../../../src/shared/events';
import { RunModel } from '../../../src/shared/model/run-model';

type Line = (t: number, words: readonly string[]) => readonly object[];

const number = (word: string | undefined): number => Number(word);
const argument = (words: readonly string[], key: string): string | undefined =>
  words.find((word) => word.startsWith(`${key}=`))?.slice(key.length + 1);
const optional = (words: readonly string[], key: string, name = key): object => {
  const given = argument(words, key);
  return given === undefined ? {} : { [name]: Number(given) };
};

const LINES: Readonly<Record<string, Line>> = {
  run: (t, words) => [
    {
      type: 'run-started',
      t,
      startedAt: 0,
      argv: words.filter((word) => !word.startsWith('cores=')),
      cwd: '/',
      shell: false,
      lifecycle: 'kernel',
      hz: 2,
      host: { os: 'linux', release: '6', arch: 'x64', cores: Number(argument(words, 'cores') ?? 4), memoryBytes: 8e9 },
      versions: {},
    },
  ],
  start: (t, [pid, name = '', parent]) => [
    {
      type: 'process-started',
      t,
      pid: number(pid),
      ppid: parent === undefined ? 1 : number(parent.slice(1)),
      name,
      seenBy: 'kernel',
    },
  ],
  pool: (t, [pool, pid, size]) => [{ type: 'pool-opened', t, pool, pid: number(pid), size: number(size) }],
  submit: (t, [pool, task]) => [{ type: 'task-submitted', t, pool, task: number(task), label: 'job' }],
  task: (t, words) => ran(t, words, { type: 'task-finished' }),
  fail: (t, words) => ran(t, words, { type: 'task-failed', errorType: 'ValueError', message: 'bad' }),
  open: (t, [pool, task, pid]) => [{ type: 'task-started', t, pool, task: number(task), pid: number(pid) }],
  join: (t, [pid, child]) => [{ type: 'join-started', t, pid: number(pid), childPid: number(child) }],
  joined: (t, [pid, child, waited]) => [
    { type: 'join-returned', t, pid: number(pid), childPid: number(child), waitedMs: number(waited), finished: true },
  ],
  collected: (t, [pid, by]) => [{ type: 'process-joined', t, pid: number(pid), byPid: number(by) }],
  wait: (t, [pid, wait, object]) => [{ type: 'wait-started', t, pid: number(pid), wait, object }],
  waited: (t, [pid, wait, object, waited]) => [
    { type: 'wait-ended', t, pid: number(pid), wait, object, waitedMs: number(waited) },
  ],
  sample: (t, words) => [
    {
      type: 'sample',
      t,
      rows: [
        {
          pid: number(words[0]),
          ...optional(words, 'cpu'),
          ...optional(words, 'rss'),
          ...optional(words, 'ms', 'cpuMs'),
          ...optional(words, 'threads'),
          ...(argument(words, 'state') !== undefined && { state: argument(words, 'state') }),
        },
      ],
    },
  ],
  depth: (t, [queue, depth]) => [{ type: 'queue-depth', t, queue, depth: number(depth), puts: 0, gets: 0 }],
  exit: (t, [pid, how = '?', cpuMs]) => [
    {
      type: 'process-exited',
      t,
      pid: number(pid),
      code: /^\d+$/.test(how) ? Number(how) : null,
      signal: how.startsWith('SIG') ? how : null,
      seenBy: 'kernel',
      ...(cpuMs !== undefined && { cpuMs: Number(cpuMs) }),
    },
  ],
  verdict: (t, [pid, cause]) => [
    {
      type: 'verdict',
      t,
      pid: number(pid),
      verdict: { cause, confidence: 'certain', title: { id: 'x' }, evidence: [], ruledOut: [], advice: [] },
    },
  ],
  out: (t, [pid, ...text]) => [{ type: 'log', t, pid: number(pid), stream: 'stdout', text: text.join(' ') }],
  err: (t, [pid, ...text]) => [{ type: 'log', t, pid: number(pid), stream: 'stderr', text: text.join(' ') }],
  end: (t, [code]) => [{ type: 'run-ended', t, exitCode: number(code), signal: null, reason: 'exited' }],
};

function ran(t: number, [pool, task, pid, run]: readonly string[], ending: object): readonly object[] {
  const ends = { pool, task: number(task), pid: number(pid) };
  return [
    { type: 'task-started', t, ...ends },
    { t: t + number(run), ...ends, waitMs: 0, runMs: number(run), ...ending },
  ];
}

/** The events of a run written in the language above, in order of time, each checked against its schema. */
export function eventsFrom(text: string): readonly RunEvent[] {
  const events = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .flatMap((line) => {
      const [t, verb = '', ...words] = line.split(/\s+/);
      const write = LINES[verb];
      if (write === undefined) throw new Error(`No such line: ${line}`);
      return write(Number(t), words).map((event) => runEventSchema.parse(event));
    });
  return [...events].sort((a, b) => a.t - b.t);
}

/** The fold over {@link eventsFrom}. */
export function modelFrom(text: string): RunModel {
  const model = new RunModel();
  model.applyAll(eventsFrom(text));
  return model;
}
