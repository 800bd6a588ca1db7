/** The text that ends a run: what happened, each process with its end, why, and where it is kept. */
import { formatDuration } from '../../../shared/format';
import { figuresOf } from '../../../shared/model/figures';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import type { Cause } from '../../../shared/verdict';
import { endKeyOf } from '../../../shared/run-end';
import { runName } from '../../../shared/run-name';
import { wrapText } from '../text/fit-text';
import { printable } from '../text/printable';
import { type Column, layTable } from '../text/table';
import type { Texts } from '../text/texts';
import { detailLines, hangLines } from './detail-lines';
import { nodeLines } from './node-lines';
import type { ReportPaper } from './paper';
import { cpuTimeCell, exitCell, livedCell, nameCell, peakCell, pssCell, verdictCell } from './process-cells';
import { listProcesses } from './process-list';

const MAX_NAME_WIDTH = 34;
/** Queues told of one by one. */
const MAX_QUEUES = 8;

export interface Reported {
  readonly title: string;
  readonly model: RunModel;
  readonly path: string | undefined;
}

/** One string a line, without line ends. */
export function reportLines({ title, model, path }: Reported, paper: ReportPaper): readonly string[] {
  const { texts, style } = paper;
  const recording = path === undefined ? [] : ['', `${style.dim(texts.say('report.recording'))}  ${printable(path)}`];
  return [
    ...headLines(runName({ title, demo: model.started?.demo }, texts.say), model, paper),
    '',
    ...tableLines(model, paper),
    ...taskLines(model, paper),
    ...queueLines(model, paper),
    ...nodeLines(model, paper),
    ...hangLines({ hangs: model.hangs, nameOf: (pid) => model.findProcess(pid)?.name ?? '' }, paper),
    ...detailLines(model, paper),
    ...noticeLines(model, paper),
    ...recording,
  ];
}

/** `python3 program.py · 1.24 s · 5 processes · exit 0`. */
function headLines(title: string, model: RunModel, { texts, style, width }: ReportPaper): readonly string[] {
  const parts = [
    formatDuration(model.ended?.t ?? model.now),
    texts.say('report.processes', { count: model.processes.length }),
    endOf(model, texts),
  ];
  const [first = '', ...more] = wrapText(printable(title), Math.max(24, width));
  return [...[first, ...more].slice(0, 3).map(style.bold), ...wrapText(parts.join(' · '), width)];
}

function endOf(model: RunModel, { say }: Texts): string {
  const { ended } = model;
  const key = endKeyOf(model);
  if (ended === undefined) return say('report.end.running');
  const how = ended.signal ?? (ended.exitCode === null ? undefined : say('report.end.code', { code: ended.exitCode }));
  const why = key === undefined ? undefined : say(`report.end.${key}`);
  return [why, how].filter((part) => part !== undefined).join(say('report:separator')) || say('report.end.unknown');
}

function tableLines(model: RunModel, { texts, style, width }: ReportPaper): readonly string[] {
  const { listed, rest } = listProcesses(model.processes);
  const column = (key: string, align: Column['align'], spare = 0): Column => ({
    title: texts.say(`table.${key}`),
    align,
    spare,
  });
  const hasPss = model.processes.some(({ measured }) => measured !== undefined);
  const columns: Column[] = [
    { ...column('process', 'left'), maxWidth: MAX_NAME_WIDTH },
    column('pid', 'right'),
    column('lived', 'right', 1),
    column('cpuTime', 'right', 2),
    column('peak', 'right', 3),
    ...(hasPss ? [column('pss', 'right')] : []),
    column('exit', 'left'),
    column('verdict', 'left'),
  ];
  const rows = listed.map(({ row, branch }) => [
    nameCell(row, branch),
    { text: String(row.pid) },
    livedCell(row, model.now),
    cpuTimeCell(row),
    peakCell(row),
    ...(hasPss ? [pssCell(row)] : []),
    exitCell(row),
    verdictCell(row, texts, style),
  ]);
  const [titles = '', ...lines] = layTable(columns, rows, width);
  return [style.dim(titles), ...lines, ...restLines(rest, { texts, style, width })];
}

/** `163 more: 160 ok, 3 exit-status`. */
function restLines(rest: readonly ProcessRow[], { texts, style, width }: ReportPaper): readonly string[] {
  if (rest.length === 0) return [];
  const counts = new Map<Cause | 'none', number>();
  for (const { verdict } of rest) counts.set(verdict?.cause ?? 'none', (counts.get(verdict?.cause ?? 'none') ?? 0) + 1);
  const parts = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([cause, count]) => `${count} ${texts.say(`cause.${cause}`)}`);
  return wrapText(
    texts.say('table.rest', { count: rest.length, parts: parts.join(texts.say('report:separator')) }),
    width,
  ).map(style.dim);
}

function taskLines(model: RunModel, { texts, width }: ReportPaper): readonly string[] {
  const pools = [...model.pools.values()];
  if (pools.length === 0) return [];
  const sum = (key: 'finished' | 'failed' | 'lost') => pools.reduce((total, pool) => total + pool[key], 0);
  const { p50, p99, tasksPerSecond = 0, efficiency } = figuresOf(model);
  const parts = [
    texts.say('tasks.counts', { finished: sum('finished'), failed: sum('failed'), lost: sum('lost') }),
    ...(p50 === undefined || p99 === undefined ? [] : [texts.say('tasks.latency', { p50, p99 })]),
    texts.say('tasks.throughput', { rate: tasksPerSecond }),
    texts.say('tasks.peak', { depth: Math.max(...pools.map(({ peakQueued }) => peakQueued)) }),
    ...(efficiency === undefined ? [] : [texts.say('tasks.efficiency', { percent: Math.round(efficiency * 100) })]),
  ];
  return ['', ...wrapText(parts.join(' · '), width)];
}

/** What went through the queues that the program has itself, those that held most first. */
function queueLines(model: RunModel, { texts, style, width }: ReportPaper): readonly string[] {
  const queues = [...model.queues.values()].sort((a, b) => b.peakDepth - a.peakDepth);
  if (queues.length === 0) return [];
  const lines = queues.slice(0, MAX_QUEUES).map(({ queue, puts, gets, depth, peakDepth }) => {
    const left = depth > 0 ? [texts.say('queues.left', { depth })] : [];
    const parts = [texts.say('queues.counts', { puts, gets }), texts.say('queues.peak', { depth: peakDepth }), ...left];
    return `${queue}: ${parts.join(' · ')}`;
  });
  const rest = queues.length - lines.length;
  return [
    '',
    ...lines.flatMap((line) => wrapText(printable(line), width)),
    ...(rest > 0 ? [style.dim(texts.say('queues.more', { count: rest }))] : []),
  ];
}

function noticeLines(model: RunModel, { texts, style, width }: ReportPaper): readonly string[] {
  const told = model.notices.map(({ id, level, values }) => ({
    text: texts.say(`notice:${id}`, values),
    paint: level === 'error' ? style.red : level === 'warning' ? style.yellow : style.dim,
  }));
  const lost = [...model.lostBySource].map(([source, count]) => ({
    text: texts.say(`report.lost.${source}`, { count }),
    paint: style.yellow,
  }));
  const all = [...told, ...lost];
  return all.length === 0 ? [] : ['', ...all.flatMap(({ text, paint }) => wrapText(text, width).map(paint))];
}
