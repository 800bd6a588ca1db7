import { useMemo } from 'react';
import { formatDuration } from '../../../shared/format';
import { LaneMark, type LaneMarkName } from '../../marks/LaneMark';
import { type Column, DASH } from '../grid/columns';
import { useRunFrame } from '../run-context';
import { type WaitLine, waitLines } from '../selectors/wait-lines';
import { useSay } from '../words';
import { PlainTable } from './PlainTable';
import { ProcessName, processText } from './ProcessName';
import { shortPlace } from '../selectors/short-place';

const keyOf = ({ key }: WaitLine): string => key;

/** Waiting for: who waits for what, held by whom, at the moment that is shown. */
export function WaitsPanel() {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const rows = useMemo(() => waitLines(snapshot.model), [snapshot]);
  return (
    <PlainTable
      name="waits"
      label={say('tables.waitsLabel')}
      columns={COLUMNS}
      rows={rows}
      keyOf={keyOf}
      processOf={({ waiter }) => waiter?.index}
      momentsOf={({ wait }) => ({ begin: wait.since })}
      empty={say(snapshot.model.ended === undefined ? 'waits.none' : 'waits.over')}
    />
  );
}

function markOf({ wait: { kind } }: WaitLine): LaneMarkName {
  if (kind === 'join' || kind === 'result') return 'join';
  return kind === 'lock' || kind === 'semaphore' || kind === 'condition' || kind === 'event' || kind === 'barrier'
    ? 'lock'
    : 'queue';
}

const COLUMNS: readonly Column<WaitLine>[] = [
  {
    id: 'waiter',
    title: 'waits.waiter',
    file: 'waiter_pid',
    least: 116,
    share: 1.3,
    isWords: true,
    value: ({ wait }) => wait.pid,
    text: ({ waiter, wait }) => processText(waiter, wait.pid),
    draw: ({ waiter, wait }) => <ProcessName row={waiter} pid={wait.pid} />,
  },
  {
    id: 'kind',
    title: 'waits.kind',
    file: 'kind',
    least: 110,
    share: 1,
    isWords: true,
    value: ({ wait }) => wait.kind,
    text: ({ wait }, say) => say(`waitKind.${wait.kind}`),
    draw: (line, say) => (
      <>
        <LaneMark name={markOf(line)} />
        <span className="rv-words rv-cut">{say(`waitKind.${line.wait.kind}`)}</span>
      </>
    ),
  },
  {
    id: 'object',
    title: 'waits.object',
    file: 'object',
    least: 96,
    share: 1.6,
    isWords: true,
    value: ({ wait, on }) => (wait.kind === 'join' ? (on?.name ?? wait.childPid) : wait.object),
    text: ({ wait, on }) => (wait.kind === 'join' ? processText(on, wait.childPid) : wait.object),
  },
  {
    id: 'on',
    title: 'waits.on',
    file: 'on_pid',
    least: 116,
    share: 1.3,
    isWords: true,
    value: ({ onPid }) => onPid,
    text: ({ on, onPid }) => processText(on, onPid),
    draw: ({ on, onPid }) => <ProcessName row={on} pid={onPid} />,
  },
  {
    id: 'place',
    title: 'waits.place',
    file: 'taken_at',
    least: 76,
    share: 0.9,
    isWords: true,
    value: ({ place }) => place,
    text: ({ place }) => shortPlace(place) ?? DASH,
    hint: ({ place }) => place,
    draw: ({ place }) => <span className="rv-cut rv-mono">{shortPlace(place) ?? DASH}</span>,
  },
  {
    id: 'since',
    title: 'waits.waited',
    file: 'waited_ms',
    least: 66,
    share: 0.7,
    falls: true,
    value: ({ waited }) => waited,
    text: ({ waited }) => formatDuration(waited),
  },
];
