/** The columns of the process table. */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { formatBytes, formatClock, formatDuration } from '../../../shared/format';
import { livedOf, type ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import { exitOf, isUnjoined } from '../../../shared/picture/exit';
import type { ProcessColumn } from '../../../shared/process-columns';
import { causeKeyOf } from '../../../shared/verdict';
import { ProcessMark } from '../../marks/ProcessMark';
import { exitText, statusText } from '../exit-text';
import { type Column, DASH } from '../grid/columns';
import { CutName } from '../grid/CutName';
import { absenceOf, type Figure, figureOf } from '../selectors/process-figures';
import { stateOf } from '../selectors/process-state';
import type { TableRow } from '../selectors/process-table';
import type { Say } from '../words';
import { ExitIcon } from './ExitIcon';

const INDENT = 10;
const MAX_DEPTH = 6;

export interface ColumnsOf {
  /** The run at the moment that is shown. */
  readonly model: RunModel;
  readonly isTree: boolean;
  /** Shows or hides what is below a process. */
  readonly onFold: (index: number) => void;
}

/** The name, and what was chosen to stand beside it. */
export function columnsOf(chosen: readonly ProcessColumn[], parts: ColumnsOf): readonly Column<TableRow>[] {
  const all = allColumns(parts);
  return [nameColumn(parts), ...all.filter(({ id }) => chosen.some((one) => one === id))];
}

function nameColumn({ isTree, onFold }: ColumnsOf): Column<TableRow> {
  return {
    id: 'name',
    title: 'column.name',
    file: 'name',
    least: 164,
    share: 1.7,
    isWords: true,
    value: ({ row }) => row.name,
    text: ({ row, all }) => (all.length > 1 ? `${row.name} +${all.length - 1}` : row.name),
    hint: ({ row: { name, argv = [] } }) => [name, argv.join(' ')].filter((one) => one !== '').join('\n'),
    draw: (one, say) => <NameCell one={one} isTree={isTree} onFold={onFold} say={say} />,
  };
}

interface NameCellProps {
  readonly one: TableRow;
  readonly isTree: boolean;
  readonly onFold: (index: number) => void;
  readonly say: Say;
}

function NameCell({ one, isTree, onFold, say }: NameCellProps) {
  const { row, depth, isOpen, all } = one;
  const Chevron = isOpen === false ? IconChevronRight : IconChevronDown;
  return (
    <>
      {isTree && (
        <span className="rv-fold" style={{ marginInlineStart: Math.min(depth, MAX_DEPTH) * INDENT }}>
          {isOpen !== undefined && (
            <button
              type="button"
              tabIndex={-1}
              aria-label={say(isOpen ? 'table.fold' : 'table.unfold', { name: row.name })}
              onClick={(event) => {
                event.stopPropagation();
                onFold(row.index);
              }}
            >
              <Chevron size={13} stroke={2} aria-hidden />
            </button>
          )}
        </span>
      )}
      <ProcessMark index={row.index} />
      <CutName name={row.name} />
      {all.length > 1 && <span className="rv-dim"> +{all.length - 1}</span>}
    </>
  );
}

function allColumns({ model }: ColumnsOf): readonly (Column<TableRow> & { readonly id: ProcessColumn })[] {
  const state = ({ row }: TableRow): string => (isUnjoined(model, row) ? 'unjoined' : stateOf(row));
  return [
    fact('pid', { file: 'pid', least: 52, share: 0.6, of: ({ pid }) => pid }),
    fact('ppid', { file: 'ppid', least: 56, share: 0.6, of: ({ ppid }) => ppid }),
    {
      id: 'state',
      title: 'column.state',
      file: 'state',
      least: 116,
      share: 1.2,
      value: state,
      text: (one, say) => say(`state.${state(one)}`),
      draw: (one, say) => (
        <span className={state(one) === 'unjoined' ? 'rv-words rv-warn' : 'rv-words'}>
          {say(`state.${state(one)}`)}
        </span>
      ),
    },
    figure('cpu', { file: 'cpu_percent', least: 50, share: 0.6, format: (value) => value.toFixed(1) }),
    figure('cpuTime', { file: 'cpu_ms', least: 62, share: 0.8, format: formatDuration }),
    figure('rss', { file: 'rss_bytes', least: 68, share: 0.8, format: formatBytes }),
    figure('peakRss', { file: 'peak_rss_bytes', least: 76, share: 0.8, format: formatBytes }),
    figure('threads', { file: 'threads', least: 56, share: 0.6, format: String }),
    figure('coreWait', { file: 'core_wait_ms', least: 80, share: 0.8, format: formatDuration }),
    figure('voluntary', { file: 'voluntary_switches', least: 80, share: 0.8, format: String }),
    figure('involuntary', { file: 'involuntary_switches', least: 66, share: 0.8, format: String }),
    figure('read', { file: 'read_bytes', least: 72, share: 0.8, format: formatBytes }),
    figure('written', { file: 'written_bytes', least: 72, share: 0.8, format: formatBytes }),
    fact('started', {
      file: 'started_ms',
      least: 70,
      share: 0.7,
      of: ({ startedMs }) => startedMs,
      format: (value) => formatClock(Number(value)),
    }),
    fact('lived', {
      file: 'lived_ms',
      least: 70,
      share: 0.7,
      of: (row) => livedOf(row, model.now),
      format: (value) => formatDuration(Number(value)),
    }),
    figure('waited', { file: 'waited_ms', least: 66, share: 0.8, format: formatDuration }),
    figure('tasks', { file: 'tasks', least: 46, share: 0.55, format: (value) => (value === 0 ? DASH : String(value)) }),
    fact('startMethod', { file: 'start_method', least: 84, share: 0.8, of: ({ startMethod }) => startMethod }),
    fact('seenBy', { file: 'seen_by', least: 70, share: 0.8, of: ({ seenBy }) => seenBy }),
    exitColumn(),
    {
      id: 'cause',
      title: 'column.cause',
      file: 'cause',
      least: 110,
      share: 1,
      value: ({ row }) => row.verdict?.cause,
      text: ({ row }, say) => (row.verdict === undefined ? DASH : say(`cause.${causeKeyOf(row.verdict)}`)),
      draw: ({ row }, say) => (
        <span className="rv-words rv-cut">
          {row.verdict === undefined ? DASH : say(`cause.${causeKeyOf(row.verdict)}`)}
        </span>
      ),
    },
  ];
}

function exitColumn(): Column<TableRow> & { readonly id: ProcessColumn } {
  return {
    id: 'exit',
    title: 'column.exit',
    file: 'exit',
    least: 86,
    share: 1,
    value: ({ row }) => exitOf(row)?.status,
    text: ({ row }, say) => {
      const exit = exitOf(row);
      return exit === undefined ? '' : statusText(exit, say);
    },
    hint: ({ row }, say) => {
      const exit = exitOf(row);
      return exit === undefined ? undefined : exitText(exit, say);
    },
    draw: ({ row }, say) => {
      const exit = exitOf(row);
      if (exit === undefined) return null;
      return (
        <span className="rv-exit" data-tone={exit.tone}>
          <ExitIcon tone={exit.tone} />
          {statusText(exit, say)}
        </span>
      );
    },
  };
}

interface Measures {
  readonly file: string;
  readonly least: number;
  readonly share: number;
}

/** What is so of one process and adds up to nothing. */
function fact(
  id: ProcessColumn,
  {
    of,
    format = String,
    ...measures
  }: Measures & {
    readonly of: (row: ProcessRow) => string | number | undefined;
    readonly format?: (value: string | number) => string;
  },
): Column<TableRow> & { readonly id: ProcessColumn } {
  return {
    id,
    title: `column.${id}`,
    ...measures,
    value: ({ row }) => of(row),
    text: ({ row }) => {
      const value = of(row);
      return value === undefined ? DASH : format(value);
    },
  };
}

/** A figure, of a folded subtree its sum, or a dash that says why there is none. */
function figure(
  id: Figure,
  { format, ...measures }: Measures & { readonly format: (value: number) => string },
): Column<TableRow> & { readonly id: ProcessColumn } {
  return {
    id,
    title: `column.${id}`,
    ...measures,
    falls: true,
    value: (one) => figureOf(one, id),
    text: (one) => {
      const value = figureOf(one, id);
      return value === undefined ? DASH : format(value);
    },
    hint: (one, say) => {
      if (figureOf(one, id) !== undefined) {
        return one.all.length > 1 ? say('table.sum', { count: one.all.length }) : undefined;
      }
      const absence = absenceOf(one, id);
      return absence === undefined ? undefined : say(`absence.${absence}`);
    },
  };
}
