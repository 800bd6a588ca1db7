import { useMemo, useState } from 'react';
import { formatClock, formatDuration } from '../../../shared/format';
import type { RunModel } from '../../../shared/model/run-model';
import { type TaskRow, taskRunOf, taskStateOf, type TaskState, taskWaitOf } from '../../../shared/model/task-row';
import { taskNumber } from '../../../shared/task-number';
import { type Column, DASH } from '../grid/columns';
import { momentsOfTask } from '../grid/row-moments';
import { useRunFrame, useViewState } from '../run-context';
import { SearchField } from '../SearchField';
import { processAt } from '../selectors/event-lines';
import { taskGroups, taskRows, untoldTasks } from '../selectors/task-rows';
import { useSay } from '../words';
import { PlainTable } from './PlainTable';
import { ProcessName, processText } from './ProcessName';

const keyOf = ({ pool, task, attempts }: TaskRow): string => `${pool} ${task} ${attempts}`;

/** Every task: where it is, how long it waited and ran, and what went wrong. */
export function TasksPanel() {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const span = useViewState((state) => state.span);
  const [hidden, setHidden] = useState<ReadonlySet<TaskState>>(new Set());
  const [search, setSearch] = useState('');
  const { model } = snapshot;
  const columns = useMemo(() => taskColumns(model), [model]);
  const rows = useMemo(() => taskRows(snapshot.model, { hidden, search, span }), [snapshot, hidden, search, span]);
  const { untold, dropped } = untoldTasks(model);
  return (
    <PlainTable
      name="tasks"
      label={say('tables.tasks')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      processOf={(row) => workerOf(model, row)?.index}
      momentsOf={momentsOfTask}
      empty={say(model.pools.size === 0 ? 'tasks.none' : 'tasks.noneFits')}
      tools={<SearchField text={search} onChange={setSearch} label={say('tasks.search')} />}
      above={
        <div className="rv-tools">
          {taskGroups.map((state) => (
            <button
              key={state}
              type="button"
              className="rv-chip"
              aria-pressed={!hidden.has(state)}
              onClick={() => setHidden(toggled(hidden, state))}
            >
              {say(`taskState.${state}`)}
            </button>
          ))}
        </div>
      }
      note={
        untold + dropped > 0 && (
          <p className="rv-note">
            {untold > 0 && say('tasks.untold', { count: untold })}{' '}
            {dropped > 0 && say('tasks.dropped', { count: dropped })}
          </p>
        )
      }
    />
  );
}

function toggled(hidden: ReadonlySet<TaskState>, state: TaskState): ReadonlySet<TaskState> {
  const next = new Set(hidden);
  if (!next.delete(state)) next.add(state);
  return next;
}

function workerOf(model: RunModel, { pid, startedMs, endedMs }: TaskRow) {
  return pid === undefined ? undefined : processAt(model, pid, startedMs ?? endedMs ?? model.now);
}

function taskColumns(model: RunModel): readonly Column<TaskRow>[] {
  const time = (value: number | undefined): string => (value === undefined ? DASH : formatDuration(value));
  return [
    {
      id: 'task',
      title: 'tasks.task',
      file: 'task',
      least: 112,
      share: 1.4,
      isWords: true,
      value: ({ task }) => task,
      text: ({ label, task }) => (label === '' ? `#${taskNumber(task)}` : `${label} #${taskNumber(task)}`),
    },
    {
      id: 'pool',
      title: 'tasks.pool',
      file: 'pool',
      least: 66,
      share: 0.9,
      isWords: true,
      value: ({ pool }) => pool,
      text: ({ pool }) => pool,
    },
    {
      id: 'worker',
      title: 'tasks.worker',
      file: 'worker_pid',
      least: 132,
      share: 2,
      isWords: true,
      value: ({ pid }) => pid,
      text: (row) => processText(workerOf(model, row), row.pid),
      hint: (row) => processText(workerOf(model, row), row.pid),
      draw: (row) => <ProcessName row={workerOf(model, row)} pid={row.pid} isBrief />,
    },
    {
      id: 'taskState',
      title: 'tasks.state',
      file: 'state',
      least: 80,
      share: 0.7,
      isWords: true,
      value: taskStateOf,
      text: (row, say) => say(`taskState.${taskStateOf(row)}`),
      draw: (row, say) => (
        <span className="rv-task-state" data-state={taskStateOf(row)}>
          <i aria-hidden />
          {say(`taskState.${taskStateOf(row)}`)}
        </span>
      ),
    },
    {
      id: 'submitted',
      title: 'tasks.submitted',
      file: 'submitted_ms',
      least: 66,
      share: 0.7,
      value: ({ submittedMs }) => submittedMs,
      text: ({ submittedMs }) => (submittedMs === undefined ? DASH : formatClock(submittedMs)),
    },
    {
      id: 'wait',
      title: 'tasks.wait',
      file: 'wait_ms',
      least: 62,
      share: 0.7,
      falls: true,
      value: (row) => taskWaitOf(row, model.now),
      text: (row) => time(taskWaitOf(row, model.now)),
    },
    {
      id: 'run',
      title: 'tasks.run',
      file: 'run_ms',
      least: 62,
      share: 0.7,
      falls: true,
      value: (row) => taskRunOf(row, model.now),
      text: (row) => time(taskRunOf(row, model.now)),
    },
    {
      id: 'error',
      title: 'tasks.error',
      file: 'error',
      least: 66,
      share: 1.4,
      isWords: true,
      value: ({ error }) => error,
      text: ({ error }) => error ?? '',
      hint: ({ error }) => error,
      draw: ({ error }) => <span className="rv-cut rv-bad">{error}</span>,
    },
  ];
}
