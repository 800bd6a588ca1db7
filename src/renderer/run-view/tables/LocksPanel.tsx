import { useMemo } from 'react';
import { formatDuration } from '../../../shared/format';
import type { RunModel } from '../../../shared/model/run-model';
import { lockRingsOf } from '../../../shared/picture/lock-rings';
import { type Column, DASH } from '../grid/columns';
import { momentsOfLock } from '../grid/row-moments';
import { useRunFrame } from '../run-context';
import { type LockLine, lockLines } from '../selectors/lock-lines';
import { useSay } from '../words';
import { LockRing } from './LockRing';
import { PlainTable } from './PlainTable';
import { ProcessName, processText } from './ProcessName';
import { shortPlace } from '../selectors/short-place';

const keyOf = ({ lock }: LockLine): string => lock.object;

/** Every lock: who holds it and where that took it, who waits, how long it was waited for and held. */
export function LocksPanel() {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const { model } = snapshot;
  const separator = say('report:separator');
  const columns = useMemo(() => lockColumns(model, separator), [model, separator]);
  const rows = useMemo(() => lockLines(snapshot.model), [snapshot]);
  const rings = useMemo(() => lockRingsOf(snapshot.model), [snapshot]);
  const holderOf = ({ lock }: LockLine) =>
    typeof lock.holderPid === 'number' ? model.findProcess(lock.holderPid) : undefined;
  return (
    <PlainTable
      name="locks"
      label={say('tables.locks')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      processOf={(line) => holderOf(line)?.index}
      momentsOf={({ lock }) => momentsOfLock(lock)}
      empty={say('locks.none')}
      above={
        rings.length > 0 && (
          <div className="rv-rings">
            {rings.map((ring) => (
              <LockRing key={ring.map(({ waiterPid }) => waiterPid).join(' ')} ring={ring} />
            ))}
          </div>
        )
      }
    />
  );
}

function lockColumns(model: RunModel, separator: string): readonly Column<LockLine>[] {
  const holderPid = ({ lock }: LockLine): number | undefined => lock.holderPid ?? undefined;
  const holder = (line: LockLine) => {
    const pid = holderPid(line);
    return pid === undefined ? undefined : model.findProcess(pid);
  };
  const waiters = ({ lock }: LockLine): string =>
    [...lock.waiters.keys()].map((pid) => model.findProcess(pid)?.name ?? String(pid)).join(separator);
  const figure = (
    id: 'acquires' | 'contended' | 'waitMs' | 'heldMs',
    file: string,
    least: number,
  ): Column<LockLine> => ({
    id,
    title: `locks.${id}`,
    file,
    least,
    share: 0.6,
    falls: true,
    value: (line) => line[id],
    text: (line) => {
      const value = line[id];
      if (value === undefined) return DASH;
      return id === 'waitMs' || id === 'heldMs' ? formatDuration(value) : String(value);
    },
  });
  return [
    {
      id: 'lock',
      title: 'locks.lock',
      file: 'lock',
      least: 88,
      share: 1.8,
      isWords: true,
      value: ({ lock }) => lock.object,
      text: ({ lock }) => lock.object.replace(/^Lock /, ''),
      hint: ({ lock }, say) => `${lock.object}\n${say(`waitKind.${lock.kind}`)}`,
    },
    {
      id: 'holder',
      title: 'locks.holder',
      file: 'holder_pid',
      least: 104,
      share: 1.2,
      isWords: true,
      value: holderPid,
      text: (line, say) =>
        line.lock.holderPid === null ? say('locks.free') : processText(holder(line), holderPid(line)),
      draw: (line, say) =>
        line.lock.holderPid === null ? (
          <span className="rv-words rv-dim">{say('locks.free')}</span>
        ) : (
          <ProcessName row={holder(line)} pid={holderPid(line)} />
        ),
    },
    {
      id: 'place',
      title: 'locks.place',
      file: 'taken_at',
      least: 70,
      share: 1,
      isWords: true,
      value: ({ lock }) => lock.holderPlace,
      text: ({ lock }) => shortPlace(lock.holderPlace) ?? DASH,
      hint: ({ lock }) => lock.holderPlace,
      draw: ({ lock }) => <span className="rv-cut rv-mono">{shortPlace(lock.holderPlace) ?? DASH}</span>,
    },
    {
      id: 'waiters',
      title: 'locks.waiters',
      file: 'waiters',
      least: 68,
      share: 0.9,
      isWords: true,
      falls: true,
      value: ({ lock }) => lock.waiters.size,
      text: (line) => (line.lock.waiters.size === 0 ? DASH : `${line.lock.waiters.size}: ${waiters(line)}`),
      hint: (line) => waiters(line) || undefined,
    },
    {
      id: 'holds',
      title: 'locks.holds',
      file: 'held_now_ms',
      least: 76,
      share: 0.6,
      falls: true,
      value: ({ lock }) => heldNow(lock.holderSinceMs, model),
      text: ({ lock }) => {
        const time = heldNow(lock.holderSinceMs, model);
        return time === undefined ? DASH : `≥${formatDuration(time)}`;
      },
      hint: ({ lock }, say) => (lock.holderSinceMs === undefined ? undefined : say('locks.holdsHelp')),
    },
    figure('acquires', 'acquires', 44),
    figure('contended', 'contended', 72),
    figure('waitMs', 'waited_ms', 60),
    figure('heldMs', 'held_ms', 60),
  ];
}

function heldNow(since: number | undefined, { now, ended }: RunModel): number | undefined {
  return since === undefined || ended !== undefined ? undefined : Math.max(0, now - since);
}
