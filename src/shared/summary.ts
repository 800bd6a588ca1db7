/**
 * The summary of a run: what `--summary FILE` writes and `report --json` prints. The shape is
 * documented in `docs/summary.md`; a field that is not known is `null`, never 0.
 */
import { z } from 'zod';
import { observers } from './events';
import type { HangRow } from './model/hang-row';
import type { NodeRuntime } from './model/node-runtime';
import type { ProcessRow } from './model/process-row';
import type { PoolRow } from './model/pool-row';
import type { HostRow } from './model/host-row';
import type { RunModel } from './model/run-model';
import { causes, confidences, hangKinds, type Statement, type Verdict } from './verdict';

/** Version of the summary; a field is added without a new version, none is renamed or removed. */
export const SUMMARY_SCHEMA = 1;

const milliseconds = z.number().nullable();
const count = z.number();

const verdictSummary = z.strictObject({
  cause: z.enum(causes),
  confidence: z.enum(confidences),
  title: z.string(),
  evidence: z.array(z.string()),
  ruledOut: z.array(z.string()),
  advice: z.array(z.string()),
});

const processSummary = z.strictObject({
  pid: z.number(),
  ppid: z.number(),
  name: z.string(),
  startMethod: z.string().nullable(),
  startedMs: z.number(),
  /** How long it had run when the watch began; `null` for one that started under watch. */
  ageMs: milliseconds,
  exitedMs: milliseconds,
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  cpuMs: milliseconds,
  peakRssBytes: z.number().nullable(),
  /** Measured where somebody asked (`--pss`, the window), the last time. */
  measured: z.strictObject({ atMs: z.number(), pssBytes: z.number(), privateBytes: z.number().nullable() }).nullable(),
  /** The figures of the last sample, where the end itself could not be measured. */
  lastKnown: z.array(z.enum(['cpuMs', 'peakRssBytes'])),
  coreWaitMs: milliseconds,
  voluntarySwitches: z.number().nullable(),
  involuntarySwitches: z.number().nullable(),
  readBytes: z.number().nullable(),
  writtenBytes: z.number().nullable(),
  seenBy: z.enum(observers),
  /** The process that its parent's end left it to. */
  orphanedTo: z.number().nullable(),
  /** When its parent collected its exit status. */
  joinedMs: milliseconds,
  joins: z.array(
    z.strictObject({
      byPid: z.number(),
      startedMs: z.number(),
      /** `null` while the join still waits. */
      waitedMs: milliseconds,
      /** False when the join gave up after its timeout. */
      finished: z.boolean().nullable(),
    }),
  ),
  tasks: z.strictObject({ finished: count, failed: count, lost: count }),
  /** Of a Node program that told of it. */
  node: z
    .strictObject({
      threads: z.strictObject({ started: count, failed: count }),
      /** The longest that a timer came late. */
      loopDelayMaxMs: milliseconds,
      peakHeapBytes: z.number().nullable(),
      heapLimitBytes: z.number().nullable(),
    })
    .nullable(),
  /** `null` while it lives. */
  verdict: verdictSummary.nullable(),
});

const hostSummary = z.strictObject({
  cores: count,
  peakCoresUsed: count,
  /** Highest number of threads that ran or waited for a core. */
  peakRunnable: z.number().nullable(),
  /** Part of the samples with more runnable threads than cores, 0 to 1. */
  oversubscribed: z.number().nullable(),
  load1: z.number().nullable(),
  leastAvailableBytes: z.number().nullable(),
  swapUsedBytes: z.number().nullable(),
  /** proc_pressure(5): percent of the last 10 s in which somebody waited. */
  pressure: z.strictObject({ cpu: z.number().nullable(), memory: z.number().nullable(), io: z.number().nullable() }),
});

const taskSummary = z.strictObject({
  submitted: count,
  finished: count,
  failed: count,
  lost: count,
  /** Of the tasks' run times. */
  p50Ms: milliseconds,
  p99Ms: milliseconds,
});

export const summarySchema = z.strictObject({
  schema: z.literal(SUMMARY_SCHEMA),
  command: z.array(z.string()),
  cwd: z.string().nullable(),
  /** ISO 8601, UTC. */
  startedAt: z.string().nullable(),
  durationMs: z.number(),
  exitCode: z.number().nullable(),
  signal: z.string().nullable(),
  /** Why the run is over; `null` while it runs, or where its recording was cut off. */
  reason: z.string().nullable(),
  /** The machine, all other programs included; `null` where it was not sampled. */
  host: hostSummary.nullable(),
  processes: z.array(processSummary),
  pools: z.array(
    z.strictObject({
      pool: z.string(),
      pid: z.number(),
      size: count,
      openedMs: z.number(),
      closedMs: milliseconds,
      peakQueued: count,
      tasks: taskSummary,
    }),
  ),
  queues: z.array(z.strictObject({ name: z.string(), peakDepth: count, puts: count, gets: count })),
  tasks: taskSummary,
  hangs: z.array(
    z.strictObject({
      kind: z.enum(hangKinds),
      pids: z.array(z.number()),
      confidence: z.enum(confidences),
      title: z.string(),
      evidence: z.array(z.string()),
      ruledOut: z.array(z.string()),
      advice: z.array(z.string()),
      /** When the last of them had moved, when the hang was found, when it was over (`null`: it lasted to the end). */
      sinceMs: z.number(),
      foundMs: z.number(),
      endedMs: milliseconds,
    }),
  ),
  events: count,
  lostEvents: count,
});
export type Summary = Readonly<z.infer<typeof summarySchema>>;
type ProcessSummary = Summary['processes'][number];

/** Puts a statement into words, in English. */
export type Sentence = (statement: Statement) => string;

/** @param sentence asked for each statement of each verdict and hang. */
export function summaryOf(model: RunModel, sentence: Sentence): Summary {
  const pools = [...model.pools.values()];
  return {
    schema: SUMMARY_SCHEMA,
    ...summaryOfStart(model),
    ...summaryOfEnd(model),
    host: summaryOfHost(model.host),
    processes: model.processes.map((row) => summaryOfProcess(row, sentence)),
    pools: pools.map(summaryOfPool),
    queues: [...model.queues.values()].map(({ queue, peakDepth, puts, gets }) => ({
      name: queue,
      peakDepth,
      puts,
      gets,
    })),
    tasks: summaryOfTasks(pools),
    hangs: model.hangs.map((row) => summaryOfHang(row, sentence)),
    events: model.events,
    lostEvents: model.lostEvents,
  };
}

/** The summary as a file holds it. */
export function summaryText(model: RunModel, sentence: Sentence): string {
  return `${JSON.stringify(summaryOf(model, sentence), null, 2)}\n`;
}

function summaryOfStart({ started }: RunModel): Pick<Summary, 'command' | 'cwd' | 'startedAt'> {
  if (started === undefined) return { command: [], cwd: null, startedAt: null };
  return { command: started.argv, cwd: started.cwd, startedAt: new Date(started.startedAt).toISOString() };
}

function summaryOfEnd({ ended, now }: RunModel): Pick<Summary, 'durationMs' | 'exitCode' | 'signal' | 'reason'> {
  if (ended === undefined) return { durationMs: now, exitCode: null, signal: null, reason: null };
  return { durationMs: ended.t, exitCode: ended.exitCode, signal: ended.signal, reason: ended.reason };
}

function summaryOfHost({ last, peakBusy, peakRunnable, ...host }: HostRow): Summary['host'] {
  if (last === undefined) return null;
  const { cpu, memory, io } = last.pressure ?? {};
  return {
    cores: last.cpu.length,
    peakCoresUsed: Math.round(peakBusy * 100) / 100,
    peakRunnable: peakRunnable ?? null,
    oversubscribed: peakRunnable === undefined ? null : host.oversubscribed / host.samples,
    load1: last.load1 ?? null,
    leastAvailableBytes: host.leastAvailable ?? null,
    swapUsedBytes: last.swapUsedBytes ?? null,
    pressure: { cpu: cpu ?? null, memory: memory ?? null, io: io ?? null },
  };
}

function summaryOfProcess(row: ProcessRow, sentence: Sentence): ProcessSummary {
  return {
    pid: row.pid,
    ppid: row.ppid,
    name: row.name,
    startMethod: row.startMethod ?? null,
    startedMs: row.startedMs,
    ageMs: row.ageMs ?? null,
    exitedMs: row.exitedMs ?? null,
    exitCode: row.exitCode ?? null,
    signal: row.signal ?? null,
    ...summaryOfUsage(row),
    seenBy: row.seenBy,
    orphanedTo: row.orphanedTo ?? null,
    joinedMs: row.joinedMs ?? null,
    joins: row.joins.map(({ byPid, startedMs, waitedMs, finished }) => ({
      byPid,
      startedMs,
      waitedMs: waitedMs ?? null,
      finished: finished ?? null,
    })),
    tasks: { finished: row.tasksFinished, failed: row.tasksFailed, lost: row.tasksLost },
    node: row.node === undefined ? null : summaryOfNode(row.node),
    verdict: row.verdict === undefined ? null : summaryOfVerdict(row.verdict, sentence),
  };
}

function summaryOfNode(node: NodeRuntime): NonNullable<ProcessSummary['node']> {
  return {
    threads: { started: node.threadsStarted, failed: node.threadsFailed },
    loopDelayMaxMs: node.loopDelayMaxMs ?? null,
    peakHeapBytes: node.peakHeapBytes ?? null,
    heapLimitBytes: node.heapLimitBytes ?? null,
  };
}

function summaryOfMeasured(measured: ProcessRow['measured']): Usage['measured'] {
  if (measured?.pssBytes === undefined) return null;
  return { atMs: measured.at, pssBytes: measured.pssBytes, privateBytes: measured.privateBytes ?? null };
}

type Counters = 'coreWaitMs' | 'voluntarySwitches' | 'involuntarySwitches' | 'readBytes' | 'writtenBytes';
type Usage = Pick<ProcessSummary, 'cpuMs' | 'peakRssBytes' | 'measured' | 'lastKnown' | Counters>;

function summaryOfUsage(row: ProcessRow): Usage {
  return {
    cpuMs: row.cpuMs ?? null,
    peakRssBytes: row.peakRss ?? null,
    measured: summaryOfMeasured(row.measured),
    lastKnown: [
      ...(row.isCpuLastKnown ? (['cpuMs'] as const) : []),
      ...(row.isPeakLastKnown ? (['peakRssBytes'] as const) : []),
    ],
    coreWaitMs: row.coreWaitMs ?? null,
    voluntarySwitches: row.voluntary ?? null,
    involuntarySwitches: row.involuntary ?? null,
    readBytes: row.readBytes ?? null,
    writtenBytes: row.writtenBytes ?? null,
  };
}

function summaryOfVerdict(verdict: Verdict, sentence: Sentence): z.infer<typeof verdictSummary> {
  return {
    cause: verdict.cause,
    confidence: verdict.confidence,
    title: sentence(verdict.title),
    evidence: verdict.evidence.map(sentence),
    ruledOut: verdict.ruledOut.map(sentence),
    advice: verdict.advice.map(sentence),
  };
}

function summaryOfHang({ told, foundMs, endedMs }: HangRow, sentence: Sentence): Summary['hangs'][number] {
  return {
    kind: told.kind,
    pids: [...told.pids],
    confidence: told.confidence,
    title: sentence(told.title),
    evidence: told.evidence.map(sentence),
    ruledOut: told.ruledOut.map(sentence),
    advice: told.advice.map(sentence),
    sinceMs: told.sinceMs,
    foundMs,
    endedMs: endedMs ?? null,
  };
}

function summaryOfPool(row: PoolRow): Summary['pools'][number] {
  const { pool, pid, size, openedMs, closedMs, peakQueued } = row;
  return { pool, pid, size, openedMs, closedMs: closedMs ?? null, peakQueued, tasks: summaryOfTasks([row]) };
}

/** Percentiles are those of the pool that ran most tasks: those of several cannot be added. */
function summaryOfTasks(pools: readonly PoolRow[]): z.infer<typeof taskSummary> {
  const sumOf = (pick: (pool: PoolRow) => number): number => pools.reduce((sum, pool) => sum + pick(pool), 0);
  const [busiest] = [...pools].sort((a, b) => b.runTimes.count - a.runTimes.count);
  return {
    submitted: sumOf((pool) => pool.submitted),
    finished: sumOf((pool) => pool.finished),
    failed: sumOf((pool) => pool.failed),
    lost: sumOf((pool) => pool.lost),
    p50Ms: busiest?.runTimes.percentile(0.5) ?? null,
    p99Ms: busiest?.runTimes.percentile(0.99) ?? null,
  };
}
