import { useMemo } from 'react';
import { significant } from '../../../shared/format';
import type { OpenWait } from '../../../shared/model/open-waits';
import type { RunModel } from '../../../shared/model/run-model';
import { type Column, DASH } from '../grid/columns';
import { useRunFrame, useViewState } from '../run-context';
import { type QueueLine, queueLines } from '../selectors/queue-rows';
import { useSay } from '../words';
import { PlainTable } from './PlainTable';

const keyOf = ({ kind, name }: QueueLine): string => `${kind} ${name}`;

/** Every queue and every pool's tasks that wait: how much is in it, who fills it, who empties it, who waits. */
export function QueuesPanel() {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const span = useViewState((state) => state.span);
  const { model } = snapshot;
  const separator = say('report:separator');
  const columns = useMemo(() => queueColumns(model, separator), [model, separator]);
  const rows = useMemo(() => queueLines(snapshot.model, span), [snapshot, span]);
  const waiterOf = ({ getters, putters }: QueueLine): number | undefined => {
    const [first] = [...getters, ...putters];
    return first === undefined ? undefined : model.findProcess(first.pid)?.index;
  };
  return (
    <PlainTable
      name="queues"
      label={say('tables.queues')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      processOf={waiterOf}
      momentsOf={({ peakMs }) => ({ begin: peakMs })}
      empty={say('queues.none')}
    />
  );
}

function queueColumns(model: RunModel, separator: string): readonly Column<QueueLine>[] {
  const names = (waits: readonly OpenWait[]): string =>
    waits.map(({ pid }) => model.findProcess(pid)?.name ?? String(pid)).join(separator);
  const count = (
    id: 'depth' | 'peak' | 'puts' | 'gets' | 'producers' | 'consumers',
    least: number,
  ): Column<QueueLine> => ({
    id,
    title: `queues.${id}`,
    file: id,
    least,
    share: 0.6,
    falls: true,
    value: (line) => line[id],
    text: (line) => {
      const value = line[id];
      return value === undefined ? DASH : significant(value);
    },
  });
  const waiters = (id: 'getters' | 'putters'): Column<QueueLine> => ({
    id,
    title: `queues.${id}`,
    file: id === 'getters' ? 'waiting_to_get' : 'waiting_to_put',
    least: 80,
    share: 1.2,
    isWords: true,
    falls: true,
    value: (line) => line[id].length,
    text: (line) => (line[id].length === 0 ? DASH : `${line[id].length}: ${names(line[id])}`),
    hint: (line) => (line[id].length === 0 ? undefined : names(line[id])),
  });
  return [
    {
      id: 'queue',
      title: 'queues.queue',
      file: 'queue',
      least: 146,
      share: 2.4,
      isWords: true,
      value: ({ name }) => name,
      text: ({ kind, name }, say) => (kind === 'pool' ? say('queues.ofPool', { name }) : name.replace(/^Queue /, '')),
      hint: ({ name }) => name,
    },
    count('depth', 48),
    count('peak', 44),
    count('puts', 44),
    count('gets', 44),
    count('producers', 70),
    count('consumers', 76),
    waiters('getters'),
    waiters('putters'),
  ];
}
