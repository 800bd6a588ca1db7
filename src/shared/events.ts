/**
 * Every event of a run, declared once.
 *
 * A run is one append-only stream of these; live view, replay, command line, report and
 * verdicts are folds over it. The schemas are parsed wherever an event crosses a trust
 * border (a probe's socket, a recording file). `t` is milliseconds since the run began,
 * on the monotonic clock. An event about a process names its `pid`; the stream is
 * ordered, so a pid means the process that last started with it.
 *
 * A field that is not known is left out, never 0.
 */
import { z } from 'zod';
import { amount, argv, count, event, flag, hangShape, name, pid, place, signal, text } from './event-shape';
import { nodeEvents } from './node-events';
import { sampleRow, threadWait } from './readings';
import { SCHEMA_VERSION } from './schema-version';
import { judgementShape, statementSchema, verdictSchema } from './verdict';

export { SCHEMA_VERSION };
export type { SampleRow } from './readings';

/** Who saw a process start or end: the kernel's own events, a scan of the process table, a probe, the launcher, or the watch of a program that ran already. */
export const observers = ['kernel', 'polling', 'probe', 'launch', 'attach'] as const;
export type Observer = (typeof observers)[number];

const runEvents = [
  event('run-started', {
    startedAt: z.number(),
    /** A demo is a command too: the one that runs it. */
    demo: name.optional(),
    argv,
    /** The program was running already: the watch neither started it nor ends it. */
    attachedTo: pid.optional(),
    /** The command's stderr is a terminal that was handed on: what is written to it is not in the run. */
    stderrAtTerminal: z.literal(true).optional(),
    cwd: z.string().max(4096),
    shell: z.boolean(),
    /** How starts and ends are had: `kernel` misses nothing, `polling` misses what lives shorter than its interval. */
    lifecycle: z.enum(['kernel', 'polling']),
    lifecycleReason: z.string().max(512).optional(),
    hz: amount,
    host: z.strictObject({
      os: name,
      release: name,
      arch: name,
      cores: count,
      memoryBytes: amount,
    }),
    versions: z.record(name, name),
  }),
  event('run-ended', {
    exitCode: z.int().nullable(),
    signal: signal.nullable(),
    reason: z.enum(['exited', 'stopped', 'killed', 'timed-out', 'failed-to-start', 'companion-lost', 'detached']),
  }),
  /** Joinscope stopped, or set going again, every process of the tree; `count` are those that it reached. */
  event('run-paused', { count }),
  event('run-resumed', { count }),
  /** The machine slept, or the watcher could not run. */
  event('gap', { durationMs: amount }),
  /** Events that could not be had. Source `window`: the recording has them, and a window holds a part of a long run. */
  event('lost', { count, source: z.enum(['kernel', 'output', 'probe', 'recording', 'window']) }),
  /** Something a user should know; `id` is a key below `notice.` of the locales. */
  event('notice', { level: z.enum(['info', 'warning', 'error']), id: name, values: statementSchema.shape.values }),
] as const;

const processEvents = [
  event('process-started', {
    pid,
    ppid: pid,
    /** Start time in clock ticks since boot: tells apart two processes with one pid. */
    startTicks: amount.optional(),
    name,
    argv: argv.optional(),
    startMethod: name.optional(),
    /** What the program has it run, and the process that asked for it: a fork server's is not its parent. */
    target: name.optional(),
    startedByPid: pid.optional(),
    /** How long it had run when the watch began; of one that was attached to. */
    ageMs: amount.optional(),
    seenBy: z.enum(observers),
  }),
  event('process-exec', { pid, name, argv: argv.optional() }),
  /** `probe`: the name that the program itself gave (multiprocessing's or a worker's); it outranks the kernel's. */
  event('process-renamed', { pid, name, seenBy: z.enum(['kernel', 'probe']) }),
  event('process-exited', {
    pid,
    /** Exit status, `null` when a signal ended it or the status could not be had (then `signal` is `null` too). */
    code: z.int().nullable(),
    signal: signal.nullable(),
    coreDumped: flag,
    cpuMs: amount.optional(),
    peakRssBytes: amount.optional(),
    /** The CPU time is from the last sample, not from the end itself. */
    lastKnown: flag,
    /** The peak is from the last sample: it may have been higher at the end. */
    peakLastKnown: flag,
    seenBy: z.enum(observers),
  }),
  /**
   * What a process that leaves by itself says at its end: it came to its last line, asked to leave
   * (with the status, and where), or an exception ended it. Of one that a signal ends there is none.
   */
  event('process-leaving', {
    pid,
    how: z.enum(['end', 'sys.exit', 'os._exit', 'process.exit', 'exception']),
    code: z.int().optional(),
    /** The text that it left with instead of a status. */
    text: text.optional(),
    file: place.file.optional(),
    line: place.line.optional(),
    function: place.function.optional(),
  }),
  /** Its parent ended first; the system gave it `ppid` as new parent. */
  event('process-orphaned', { pid, ppid: pid }),
  /** Its parent collected its exit status: it is no longer a zombie. */
  event('process-joined', { pid, byPid: pid }),
  event('join-started', { pid, childPid: pid, timeoutMs: amount.optional() }),
  /** `finished` is false when the join gave up after its timeout. */
  /** `exitCode` as its parent read it: a status, or the negative number of a signal. */
  event('join-returned', { pid, childPid: pid, waitedMs: amount, finished: z.boolean(), exitCode: z.int().optional() }),
] as const;

export const waitKinds = [
  'queue-get',
  'queue-put',
  'lock',
  'semaphore',
  'event',
  'condition',
  'barrier',
  'pipe',
  'result',
  'queue-flush',
  'pipe-send',
] as const;
/**
 * What a process waits for. `pipe` is a recv() and `pipe-send` a send(). `result` is a pool call waiting for its tasks; `queue-flush` is a
 * process at its end that waits until what it put into a queue has been taken (CPython's
 * feeder thread, `multiprocessing.queues.Queue.join_thread`).
 */
export type WaitKind = (typeof waitKinds)[number];

const waitEvents = [
  /** The holder, and where in its code it took the object, as far as the teller knows. */
  event('wait-started', {
    pid,
    wait: z.enum(waitKinds),
    object: name,
    /** It gives up then. */
    timeoutMs: amount.optional(),
    holderPid: pid.optional(),
    holderFile: place.file.optional(),
    holderLine: place.line.optional(),
    holderFunction: place.function.optional(),
  }),
  event('wait-ended', { pid, wait: z.enum(waitKinds), object: name, waitedMs: amount }),
  /** Who holds a lock now, `null` for nobody. Told while somebody waits for it. */
  event('lock-holder', {
    wait: z.enum(waitKinds),
    object: name,
    holderPid: pid.nullable(),
    file: place.file.optional(),
    line: place.line.optional(),
    function: place.function.optional(),
  }),
  /** All uses of a lock so far by the teller; `contended` are those that had to wait. */
  event('lock-tally', {
    pid,
    wait: z.enum(waitKinds),
    object: name,
    acquires: count,
    contended: count,
    waitMs: amount,
    heldMs: amount,
  }),
] as const;

const poolTask = { pool: name, task: count } as const;
const errorFields = { errorType: name, message: text } as const;
const poolEvents = [
  event('pool-opened', { pool: name, pid, size: count, initializer: name.optional() }),
  event('pool-resized', { pool: name, size: count }),
  event('pool-closed', { pool: name, how: z.enum(['close', 'terminate']) }),
  /** It takes and returns nothing any more: its workers die, or its module does not load. */
  event('pool-broken', { pool: name, message: text }),
  /** `items`: how many items of a map travel in this task as one chunk. */
  event('task-submitted', { ...poolTask, label: name, items: count.optional() }),
  event('task-started', { ...poolTask, pid }),
  /** `waitMs` from submission to start, where the teller knows both; `runMs` from start to end, in the worker. */
  event('task-finished', { ...poolTask, pid, waitMs: amount.optional(), runMs: amount }),
  event('task-failed', { ...poolTask, pid, waitMs: amount.optional(), runMs: amount, ...errorFields }),
  event('task-retried', { ...poolTask, attempt: count }),
  /** Its worker ended while it held the task. */
  event('task-lost', { ...poolTask, pid, code: z.int().nullable(), signal: signal.nullable() }),
  /** Tasks since the last tally of this pool that were not told one by one; the times are their sums, where somebody measured them. */
  event('task-tally', {
    pool: name,
    submitted: count,
    started: count,
    finished: count,
    failed: count,
    waitMs: amount.optional(),
    runMs: amount.optional(),
  }),
  event('queue-depth', {
    queue: name,
    depth: count,
    /** The deepest until now, which may have been between two of these events. */
    peak: count.optional(),
    puts: count,
    gets: count,
    producers: count.optional(),
    consumers: count.optional(),
  }),
] as const;

const observationEvents = [
  /** All watched processes at one moment. */
  event('sample', { rows: z.array(sampleRow).max(10_000) }),
  /** The whole machine at one moment; `cpu` is percent for each core, `pressure` the 10 s averages of proc_pressure(5). */
  event('host-sample', {
    cpu: z.array(amount).max(4096),
    /** Runnable threads of the machine (proc_loadavg(5)): more than cores means that some wait. */
    runnable: count.optional(),
    load1: amount.optional(),
    availableBytes: amount.optional(),
    swapUsedBytes: amount.optional(),
    pressure: z.strictObject({ cpu: amount, memory: amount, io: amount }).partial().optional(),
  }),
  /** Memory of one process, measured because somebody asked: with its part of what it shares. */
  event('memory-measured', {
    pid,
    pssBytes: amount.optional(),
    privateBytes: amount.optional(),
    swapBytes: amount.optional(),
    absence: z.enum(['denied', 'unsupported']).optional(),
  }),
  /** The kernel's count of out-of-memory kills: whole machine, and the run's control group where there is one. */
  event('oom-counter', { machine: count.nullable(), group: count.nullable() }),
  /**
   * A limit that was in force for a process (proc_pid_limits(5), soft and hard; `null` is unlimited).
   * `countedCpuMs` is the CPU time that the kernel compares with the limit: whole ticks, which a
   * machine that is shared by many makes up to a fifth more than the time on a core.
   */
  event('limits', {
    pid,
    countedCpuMs: amount.optional(),
    cpuSeconds: z.tuple([amount.nullable(), amount.nullable()]).optional(),
    addressSpaceBytes: z.tuple([amount.nullable(), amount.nullable()]).optional(),
    fileSizeBytes: z.tuple([amount.nullable(), amount.nullable()]).optional(),
    openFiles: z.tuple([amount.nullable(), amount.nullable()]).optional(),
  }),
  /**
   * What each thread of a process waits for in the kernel (proc_pid_syscall(5)), the main thread
   * first. Told when the process has used no CPU for a while, and again when it has changed.
   */
  event('standstill', { pid, threads: z.array(threadWait).max(256) }),
  /** One line of output, without its line end. `signed`: `pid` wrote it, as the kernel says; else it is the command's. */
  event('log', { pid, stream: z.enum(['stdout', 'stderr']), text, cut: flag, signed: flag }),
  event('exception', { pid, ...errorFields, traceback: text.optional() }),
  /** What a runtime wrote as it died: Python's faulthandler, Node's fatal error or diagnostic report. */
  event('crash-report', { pid, source: z.enum(['faulthandler', 'node-fatal-error', 'node-report']), text }),
  /** Kill ledger: who asked for a signal. `by: 'joinscope'` carries why; `by: 'program'` carries the place in its code. */
  event('signal-sent', {
    pid,
    signal,
    by: z.enum(['joinscope', 'program']),
    reason: z.enum(['stop', 'kill', 'timeout', 'cleanup']).optional(),
    byPid: pid.optional(),
    /** The library's function that the program called: `Process.terminate`, `Pool.__exit__`. */
    via: name.optional(),
    /** It was sent to a whole process group: `pid` is the group's leader. */
    group: flag,
    file: place.file.optional(),
    line: place.line.optional(),
    function: place.function.optional(),
  }),
  event('verdict', { pid, verdict: verdictSchema }),
  /**
   * Why running processes make no progress. Told again under the same `hang` it replaces what was
   * told before, as more becomes known. `sinceMs` is when the last of them moved.
   */
  event('hang', { ...hangShape, sinceMs: amount, ...judgementShape }),
  /** They move again, or have ended. */
  event('hang-ended', { ...hangShape, lastedMs: amount }),
] as const;

export const runEventSchema = z.discriminatedUnion('type', [
  ...runEvents,
  ...processEvents,
  ...waitEvents,
  ...poolEvents,
  ...observationEvents,
  ...nodeEvents,
]);

/** One event of a run. */
export type RunEvent = Readonly<z.infer<typeof runEventSchema>>;
export type RunEventType = RunEvent['type'];
/** The event of one type. */
export type RunEventOf<Type extends RunEventType> = Extract<RunEvent, { readonly type: Type }>;

/** An event whose time somebody else adds: what a pool or a probe reports. */
export type Fact = { [Type in RunEventType]: Omit<RunEventOf<Type>, 't'> }[RunEventType];
