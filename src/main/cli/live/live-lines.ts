/** The picture of a run that goes on: its figures, and a row for each process. */
import { formatBytes, formatClock, formatDuration, significant } from '../../../shared/format';
import { type Figures, figuresOf } from '../../../shared/model/figures';
import { hasEnded, livedOf, type ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { exitCell, nameCell, paintFor, UNKNOWN } from '../report/process-cells';
import { treeOf } from '../report/process-list';
import type { ReportPaper } from '../report/paper';
import { wrapText } from '../text/fit-text';
import { type Cell, layTable } from '../text/table';
import type { Texts } from '../text/texts';

/** Lines that stand around the rows: title, figures (two on a narrow terminal), blank, titles, rest. */
const FRAME_LINES = 6;
const MAX_NAME_WIDTH = 30;

export interface LiveView {
  readonly title: string;
  readonly model: RunModel;
  /** Lines of the terminal; a picture that is higher cannot be drawn over. */
  readonly height: number;
}

/** One string a line. */
export function liveLines({ title, model, height }: LiveView, paper: ReportPaper): readonly string[] {
  const { texts, style, width } = paper;
  const figures = figureParts(figuresOf(model), texts).join(' · ');
  const { rows, rest } = rowsThatFit(model.processes, Math.max(4, height - FRAME_LINES));
  const columns = [
    { title: texts.say('table.process'), align: 'left', maxWidth: MAX_NAME_WIDTH },
    { title: texts.say('table.pid'), align: 'right' },
    { title: texts.say('table.cpu'), align: 'right' },
    { title: texts.say('table.memory'), align: 'right' },
    { title: texts.say('table.tasks'), align: 'right' },
    { title: texts.say('table.state'), align: 'left' },
  ] as const;
  const [titles = '', ...lines] = layTable(
    columns,
    rows.map(({ row, branch }) => cellsOf(row, branch, paper)),
    width,
  );
  return [
    `${style.bold(title)}  ${formatClock(model.ended?.t ?? model.now)}`,
    ...wrapText(figures, width).slice(0, 2),
    '',
    style.dim(titles),
    ...lines,
    ...(rest === 0 ? [] : [style.dim(texts.say('table.unseen', { count: rest }))]),
  ];
}

/** The figures as a line of plain text, for what is no terminal. */
export function progressLine({ title, model }: Pick<LiveView, 'title' | 'model'>, texts: Texts): string {
  return [`${title}  ${formatClock(model.now)}`, ...figureParts(figuresOf(model), texts)].join(' · ');
}

function figureParts(figures: Figures, { say }: Texts): readonly string[] {
  const { cpu, workersAlive, workersTotal, queueDepth, inFlight, tasksPerSecond, p50, p99 } = figures;
  const pool = workersAlive === undefined || workersTotal === undefined ? [] : [`${workersAlive}/${workersTotal}`];
  return [
    say('live.processes', { alive: figures.processesAlive, total: figures.processesTotal }),
    ...(cpu === undefined ? [] : [say('live.cpu', { percent: Math.round(cpu) })]),
    ...pool.map((workers) => say('live.workers', { workers })),
    ...(queueDepth === undefined ? [] : [say('live.queue', { depth: queueDepth })]),
    ...(inFlight === undefined ? [] : [say('live.inFlight', { count: inFlight })]),
    ...(tasksPerSecond === undefined ? [] : [say('tasks.throughput', { rate: tasksPerSecond })]),
    ...(p50 === undefined || p99 === undefined ? [] : [say('tasks.latency', { p50, p99 })]),
  ];
}

/** The tree; when it is too high, the living and the newest of those that ended. */
function rowsThatFit(processes: readonly ProcessRow[], room: number) {
  if (processes.length <= room) return { rows: treeOf(processes), rest: 0 };
  const living = processes.filter((row) => !hasEnded(row));
  const ended = processes.filter(hasEnded);
  const kept = new Set([...ended.slice(-Math.max(0, room - living.length)), ...living].slice(-room));
  if (living.length >= room) ended.forEach((row) => kept.delete(row));
  const rows = processes.filter((row) => kept.has(row)).map((row) => ({ row, branch: '' }));
  return { rows, rest: processes.length - rows.length };
}

function cellsOf(row: ProcessRow, branch: string, paper: ReportPaper): readonly Cell[] {
  const { cpu, rss, tasksFinished, tasksFailed, tasksLost } = row;
  const tasks = tasksFinished + tasksFailed + tasksLost;
  const recede = hasEnded(row) ? { paint: paper.style.dim } : {};
  return [
    { ...nameCell(row, branch), ...recede },
    { text: String(row.pid), ...recede },
    { text: cpu === undefined ? UNKNOWN : `${significant(Math.round(cpu))} %` },
    { text: rss === undefined || hasEnded(row) ? UNKNOWN : formatBytes(rss), ...recede },
    { text: tasks === 0 ? UNKNOWN : String(tasks), ...recede },
    stateCell(row, paper),
  ];
}

function stateCell(row: ProcessRow, { texts, style }: ReportPaper): Cell {
  if (hasEnded(row)) {
    const lived = formatDuration(livedOf(row, 0));
    const text = texts.say('state.ended', { exit: exitCell(row).text, lived });
    return row.verdict === undefined ? { text } : { text, paint: paintFor(row.verdict.cause, style) };
  }
  return { text: texts.say(`state.${STATES[row.state ?? ''] ?? 'alive'}`) };
}

/** Letters of proc_pid_stat(5). */
const STATES: Readonly<Record<string, string>> = {
  R: 'running',
  S: 'sleeping',
  I: 'sleeping',
  D: 'disk',
  T: 'stopped',
  t: 'stopped',
  Z: 'zombie',
};
