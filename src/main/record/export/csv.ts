/**
 * A run as tables in CSV (RFC 4180, UTF-8): processes, tasks, samples and all events. A cell
 * that a spreadsheet would take for a formula is quoted as text (OWASP, "CSV Injection"):
 * names and output come from the watched program.
 */
import Papa from 'papaparse';
import type { RunEvent, RunEventOf } from '../../../shared/events';
import type { ProcessRow } from '../../../shared/model/process-row';
import { RunModel } from '../../../shared/model/run-model';
import { IntervalFold, type TaskInterval } from './intervals';

export const csvTables = ['processes', 'tasks', 'samples', 'events'] as const;
export type CsvTable = (typeof csvTables)[number];

/** Takes the next rows of a table as text. */
export type CsvWriter = (table: CsvTable, text: string) => Promise<void>;

type Cell = string | number | boolean | null | undefined;

const COLUMNS: Readonly<Record<CsvTable, readonly string[]>> = {
  processes: [
    'pid',
    'ppid',
    'name',
    'started_ms',
    'exited_ms',
    'exit_code',
    'signal',
    'cpu_ms',
    'peak_rss_bytes',
    'start_method',
    'seen_by',
    'cause',
    'confidence',
    'command',
  ],
  tasks: [
    'pool',
    'task',
    'label',
    'items',
    'pid',
    'submitted_ms',
    'started_ms',
    'ended_ms',
    'wait_ms',
    'run_ms',
    'outcome',
    'error',
  ],
  samples: ['t_ms', 'pid', 'name', 'cpu_percent', 'cpu_ms', 'rss_bytes', 'threads', 'state', 'core_wait_ms'],
  events: ['t_ms', 'type', 'pid', 'details'],
};

/**
 * What a spreadsheet takes for a formula: OWASP's characters, also as full-width ones, and behind blanks, which some drop.
 * Unlike papaparse's own rule this one holds for text of several lines.
 */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

/** Writes all tables, each with a line of titles first. */
export async function writeCsv(blocks: AsyncIterable<readonly RunEvent[]>, write: CsvWriter): Promise<void> {
  const model = new RunModel();
  const intervals = new IntervalFold(model);
  for (const table of csvTables) await write(table, csvText([COLUMNS[table]]));
  for await (const block of blocks) {
    const tasks: Cell[][] = [];
    const samples: Cell[][] = [];
    for (const event of block) {
      model.apply(event);
      for (const interval of intervals.apply(event)) if (interval.kind === 'task') tasks.push(taskCells(interval));
      if (event.type === 'sample') samples.push(...sampleCells(event, model));
    }
    await write('tasks', csvText(tasks));
    await write('samples', csvText(samples));
    await write('events', csvText(block.filter(({ type }) => type !== 'sample').map(eventCells)));
  }
  const open = intervals
    .finish(model.now)
    .flatMap((interval) => (interval.kind === 'task' ? [taskCells(interval)] : []));
  await write('tasks', csvText(open));
  await write('processes', csvText(model.processes.map(processCells)));
}

/** Rows as text, each with its line end; nothing for none. */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  if (rows.length === 0) return '';
  return `${Papa.unparse(rows as Cell[][], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}

function processCells(row: ProcessRow): Cell[] {
  const { verdict, argv } = row;
  return [
    row.pid,
    row.ppid,
    row.name,
    row.startedMs,
    row.exitedMs,
    row.exitCode,
    row.signal,
    row.cpuMs,
    row.peakRss,
    row.startMethod,
    row.seenBy,
    verdict?.cause,
    verdict?.confidence,
    argv?.join(' '),
  ];
}

function taskCells(task: TaskInterval): Cell[] {
  return [
    task.pool,
    task.task,
    task.label,
    task.items,
    task.pid,
    task.submitted,
    task.from,
    task.to,
    task.waitMs,
    task.runMs,
    task.outcome,
    task.error,
  ];
}

function sampleCells({ t, rows }: RunEventOf<'sample'>, model: RunModel): Cell[][] {
  return rows.map(({ pid, cpu, cpuMs, rss, threads, state, coreWaitMs }) => [
    t,
    pid,
    model.findProcess(pid)?.name,
    cpu,
    cpuMs,
    rss,
    threads,
    state,
    coreWaitMs,
  ]);
}

function eventCells({ t, type, ...details }: RunEvent): Cell[] {
  const { pid, ...rest } = { pid: undefined, ...details };
  return [t, type, pid, JSON.stringify(rest)];
}
