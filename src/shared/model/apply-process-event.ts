import type { RunEvent, RunEventOf } from '../events';
import type { Milliseconds } from '../units';
import { applyNodeEvent, newNodeRuntime, type NodeEvent } from './node-runtime';
import { hasEnded, newProcessRow, type ProcessRow, type Span } from './process-row';
import type { RunModel } from './run-model';

/** Events about one process; those of a process never seen are counted and change nothing. */
export function applyProcessEvent(model: RunModel, event: RunEvent): void {
  if (event.type === 'process-started') start(model, event);
  else if (event.type === 'sample') sample(model, event);
  else if ('pid' in event) {
    const row = model.findProcess(event.pid);
    // The one cast: each change takes the event of its own key.
    if (row !== undefined) CHANGES[event.type]?.(model, row, event as never);
  }
}

/** A start that somebody has told already: the watcher and the program both do, and a parent for its child. */
export function isToldAgain(model: RunModel, event: RunEvent): boolean {
  if (event.type !== 'process-started') return false;
  const known = model.findProcess(event.pid);
  return known !== undefined && isSame(known, event);
}

function start(model: RunModel, event: RunEventOf<'process-started'>): void {
  const known = model.findProcess(event.pid);
  if (known !== undefined && isSame(known, event)) {
    // The second adds what it knows better.
    if (event.seenBy === 'probe') nameByProgram(known, event.name);
    known.startTicks ??= event.startTicks;
    known.startMethod ??= event.startMethod;
    known.argv ??= event.argv;
    return;
  }
  model.addProcess(
    newProcessRow({
      index: model.processes.length,
      pid: event.pid,
      ppid: event.ppid,
      parent: model.findProcess(event.ppid)?.index,
      startTicks: event.startTicks,
      seenBy: event.seenBy,
      startedMs: event.t,
      ageMs: event.ageMs,
      name: event.name,
      argv: event.argv,
      startMethod: event.startMethod,
    }),
  );
}

/** One pid, and nothing says that the first bearer had ended before. */
function isSame(row: ProcessRow, event: RunEventOf<'process-started'>): boolean {
  if (row.startTicks !== undefined && event.startTicks !== undefined) return row.startTicks === event.startTicks;
  return !hasEnded(row) || event.seenBy === 'probe';
}

function nameByProgram(row: ProcessRow, name: string): void {
  row.name = name;
  row.isNamedByProgram = true;
}

function sample(model: RunModel, event: RunEventOf<'sample'>): void {
  let total = 0;
  let waitedMs = 0;
  let isWaitTold = false;
  for (const reading of event.rows) {
    const row = model.findProcess(reading.pid);
    isWaitTold ||= reading.coreWaitMs !== undefined;
    if (row === undefined) continue;
    if (reading.cpu !== undefined) {
      row.cpu = reading.cpu;
      row.cpuSeries.push(event.t, reading.cpu);
      total += reading.cpu;
    }
    waitedMs += waitedSince(row, reading.coreWaitMs);
    takeLatest(row, reading);
    if (reading.rss !== undefined) {
      row.rss = reading.rss;
      row.rssSeries.push(event.t, reading.rss);
      row.peakRss = Math.max(row.peakRss ?? 0, reading.rss);
    }
  }
  const before = model.cpuSeries.last?.t ?? 0;
  model.cpuSeries.push(event.t, total);
  // One process or the machine keeps it from us: then no curve would be right.
  if (event.t > before && isWaitTold) model.coreWaitSeries.push(event.t, waitedMs / (event.t - before));
}

/** What came since the last sample; of one that lived before the watch began, nothing is known at first. */
function waitedSince({ coreWaitMs, seenBy }: ProcessRow, total: Milliseconds | undefined): Milliseconds {
  if (total === undefined || (coreWaitMs === undefined && seenBy === 'attach')) return 0;
  return Math.max(0, total - (coreWaitMs ?? 0));
}

/**
 * What a sample tells anew each time; what it leaves out stays as it was. Word by word and not by a
 * list of names: of a thousand processes ten thousand such figures come twice a second.
 */
function takeLatest(row: ProcessRow, reading: SampleRow): void {
  row.cpuMs = reading.cpuMs ?? row.cpuMs;
  row.threads = reading.threads ?? row.threads;
  row.state = reading.state ?? row.state;
  row.coreWaitMs = reading.coreWaitMs ?? row.coreWaitMs;
  row.voluntary = reading.voluntary ?? row.voluntary;
  row.involuntary = reading.involuntary ?? row.involuntary;
  row.readBytes = reading.readBytes ?? row.readBytes;
  row.writtenBytes = reading.writtenBytes ?? row.writtenBytes;
  row.denied = reading.denied ?? row.denied;
}

type SampleRow = RunEventOf<'sample'>['rows'][number];

type Change = (model: RunModel, row: ProcessRow, event: never) => void;

/** What each event changes in its process's row; an event that is not here changes none. */
const CHANGES: Partial<Record<RunEvent['type'], Change>> = {
  'process-exec': (model, row, event: RunEventOf<'process-exec'>) => {
    markPrelude(model, row);
    row.argv = event.argv ?? row.argv;
    if (!row.isNamedByProgram) row.name = event.name;
  },
  'process-renamed': (_model, row, event: RunEventOf<'process-renamed'>) => {
    if (event.seenBy === 'probe') nameByProgram(row, event.name);
    else if (!row.isNamedByProgram) row.name = event.name;
  },
  'process-exited': (_model, row, event: RunEventOf<'process-exited'>) => exit(row, event),
  'process-orphaned': (_model, row, event: RunEventOf<'process-orphaned'>) => {
    row.orphanedTo = event.ppid;
  },
  'process-joined': (_model, row, event: RunEventOf<'process-joined'>) => {
    // The first to tell is the nearest: the watcher looks only now and then.
    row.joinedMs ??= event.t;
  },
  'memory-measured': (_model, row, event: RunEventOf<'memory-measured'>) => {
    const { t, pssBytes, privateBytes, absence } = event;
    row.measured = { at: t, pssBytes, privateBytes, absence };
  },
  'thread-started': node,
  'thread-ended': node,
  'runtime-sample': node,
  'join-started': joinStarted,
  'join-returned': joinReturned,
  'wait-started': (_model, row, event: RunEventOf<'wait-started'>) =>
    row.spans.push({ kind: event.wait, from: event.t, label: event.object }),
  'wait-ended': (_model, row, event: RunEventOf<'wait-ended'>) =>
    endSpan(row, (span) => span.kind === event.wait && span.label === event.object, { t: event.t }),
  verdict: (_model, row, event: RunEventOf<'verdict'>) => {
    const before = row.verdict;
    row.verdict = event.verdict;
    if (before === undefined) return;
    const { cause, confidence } = before;
    const hasChanged = cause !== event.verdict.cause || confidence !== event.verdict.confidence;
    if (hasChanged) row.earlierVerdict = { cause, confidence, improvedMs: event.t };
  },
};

/** What ended below a process before that became another program. */
function markPrelude({ processes }: RunModel, { index }: ProcessRow): void {
  const below = new Set([index]);
  for (let place = index + 1; place < processes.length; place += 1) {
    const row = processes[place];
    if (row?.parent === undefined || !below.has(row.parent)) continue;
    below.add(place);
    if (hasEnded(row)) row.isPrelude = true;
  }
}

function node(_model: RunModel, row: ProcessRow, event: NodeEvent): void {
  row.node ??= newNodeRuntime();
  applyNodeEvent(row.node, event);
}

function exit(row: ProcessRow, event: RunEventOf<'process-exited'>): void {
  // Told twice, by the watcher and by the launcher: the first time stays, and a status outranks none.
  if (hasEnded(row) && event.code === null && event.signal === null) return;
  row.exitedMs ??= event.t;
  row.exitCode = event.code;
  row.signal = event.signal;
  row.coreDumped = event.coreDumped ?? false;
  takeLastUsage(row, event);
  row.cpu = undefined;
  row.state = undefined;
  row.cpuSeries.push(event.t, 0);
  row.spans.changeOpen((span) => closeSpan(row, span, event.t));
}

function takeLastUsage(row: ProcessRow, event: RunEventOf<'process-exited'>): void {
  row.cpuMs = event.cpuMs ?? row.cpuMs;
  row.isCpuLastKnown = event.lastKnown ?? false;
  row.isPeakLastKnown = event.peakLastKnown ?? false;
  if (event.peakRssBytes !== undefined) row.peakRss = Math.max(row.peakRss ?? 0, event.peakRssBytes);
}

function joinStarted(model: RunModel, row: ProcessRow, event: RunEventOf<'join-started'>): void {
  const child = model.findProcess(event.childPid);
  child?.joins.push({ byPid: event.pid, startedMs: event.t });
  const label = child?.name ?? String(event.childPid);
  row.spans.push({ kind: 'join', from: event.t, label, childPid: event.childPid });
}

function joinReturned(model: RunModel, row: ProcessRow, event: RunEventOf<'join-returned'>): void {
  const child = model.findProcess(event.childPid);
  const open = child?.joins.findLast((one) => one.byPid === event.pid && one.waitedMs === undefined);
  if (open !== undefined) {
    open.waitedMs = event.waitedMs;
    open.finished = event.finished;
  }
  if (event.finished && child !== undefined) child.joinedMs ??= event.t;
  endSpan(row, (span) => span.kind === 'join' && span.childPid === event.childPid, { t: event.t });
}

function closeSpan(row: ProcessRow, span: Span, t: Milliseconds): void {
  if (span.to !== undefined) return;
  span.to = t;
  if (span.kind !== 'task') row.waited.set(span.kind, (row.waited.get(span.kind) ?? 0) + t - span.from);
}

/** How a span ended, and when. */
interface SpanEnd {
  readonly t: Milliseconds;
  readonly outcome?: NonNullable<Span['outcome']>;
}

/**
 * Ends the newest open span that fits. The outcome of a task may come after the end of its
 * process, which ended the span already: then only the outcome is added.
 */
export function endSpan(row: ProcessRow, fits: (span: Span) => boolean, { t, outcome }: SpanEnd): void {
  const isOpen = (span: Span) => span.to === undefined || (outcome !== undefined && span.outcome === undefined);
  row.spans.change(
    (one) => isOpen(one) && fits(one),
    (span) => {
      closeSpan(row, span, t);
      if (outcome !== undefined) span.outcome = outcome;
    },
  );
}
