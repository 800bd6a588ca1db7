import { type MouseEvent, useMemo, useState } from 'react';
import type { RunEvent } from '../../../shared/events';
import { formatClock } from '../../../shared/format';
import { ProcessMark } from '../../marks/ProcessMark';
import { TableTools } from '../grid/TableTools';
import { useMarkedLines } from '../grid/use-marked-lines';
import { usePassingOn } from '../grid/use-passing-on';
import { useRunFrame, useViewState } from '../run-context';
import { type EventGroup, eventGroups, eventLine, groupOf, processAt } from '../selectors/event-lines';
import { eventColumns, eventText } from '../selectors/list-columns';
import { useFollowTail } from '../use-follow-tail';
import { useRowWindow } from '../use-row-window';
import { useSay } from '../words';
import { FollowButton } from './FollowButton';

const ROW_HEIGHT = 24;

/** What happened, one line an event, the newest below. */
export function EventsPanel() {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const selected = useViewState((state) => state.selected);
  const span = useViewState((state) => state.span);
  const [hidden, setHidden] = useState<ReadonlySet<EventGroup>>(new Set());
  const [isOnlySelected, setOnlySelected] = useState(false);
  const { listed } = snapshot.model;
  const only = isOnlySelected ? selected : undefined;
  const events = useMemo(() => {
    const { model } = snapshot;
    if (hidden.size === 0 && only === undefined && span === undefined) return model.listed.entries;
    return model.listed.entries.filter(
      (event) =>
        !hidden.has(groupOf(event)) &&
        (span === undefined || (event.t >= span.from && event.t <= span.to)) &&
        (only === undefined || ('pid' in event && processAt(model, event.pid, event.t)?.index === only)),
    );
  }, [snapshot, hidden, only, span]);
  const columns = useMemo(() => eventColumns(snapshot.model), [snapshot.model]);
  const passingOn = usePassingOn({ name: 'events', columns });
  const marks = useMarkedLines(events, passingOn.copy);
  const { ref, onScroll, first, end } = useRowWindow(events.length, ROW_HEIGHT);
  const tail = useFollowTail(ref, { count: events.length, dropped: listed.dropped, rowHeight: ROW_HEIGHT });
  return (
    <>
      <div className="rv-tools">
        {eventGroups.map((group) => (
          <button
            key={group}
            type="button"
            className="rv-chip"
            aria-pressed={!hidden.has(group)}
            onClick={() => setHidden(toggled(hidden, group))}
          >
            {say(`eventGroup.${group}`)}
          </button>
        ))}
        <span className="rv-spring" />
        <button
          type="button"
          className="rv-chip"
          aria-pressed={isOnlySelected}
          disabled={selected === undefined}
          title={say('events.onlySelectedHelp')}
          onClick={() => setOnlySelected(!isOnlySelected)}
        >
          {say('events.onlySelected')}
        </button>
        <TableTools passingOn={passingOn} chosen={marks.chosen} all={events} />
      </div>
      <div
        ref={ref}
        className="rv-scroll rv-list"
        role="log"
        aria-live="off"
        aria-label={say('side.events')}
        tabIndex={0}
        onKeyDown={marks.onKeyDown}
        onScroll={(event) => {
          onScroll(event);
          tail.onScrolled();
        }}
      >
        {events.length === 0 && <p className="rv-empty">{say('events.none')}</p>}
        <div className="rv-rows" style={{ height: events.length * ROW_HEIGHT }}>
          {events.slice(first, end).map((event, offset) => (
            <EventRow
              key={first + offset}
              event={event}
              top={(first + offset) * ROW_HEIGHT}
              isMarked={marks.isMarked(event)}
              onClick={(click) => marks.onLineClick(click, event)}
            />
          ))}
        </div>
      </div>
      {listed.dropped > 0 && <p className="rv-note">{say('events.dropped', { count: listed.dropped })}</p>}
      {!tail.isFollowing && snapshot.isLive && <FollowButton onClick={tail.follow} />}
    </>
  );
}

function toggled(groups: ReadonlySet<EventGroup>, group: EventGroup): ReadonlySet<EventGroup> {
  const next = new Set(groups);
  if (!next.delete(group)) next.add(group);
  return next;
}

interface EventRowProps {
  readonly event: RunEvent;
  /** CSS pixels. */
  readonly top: number;
  readonly isMarked: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

/** A click selects the process and puts the crosshair at the moment; a double click shows the run as it was then. */
function EventRow({ event, top, isMarked, onClick }: EventRowProps) {
  const say = useSay();
  const { snapshot, replay } = useRunFrame();
  const select = useViewState((state) => state.select);
  const hover = useViewState((state) => state.hover);
  const line = eventLine(event, snapshot.model);
  const { t, tone, process } = line;
  const text = eventText(line, say);
  return (
    <div
      className="rv-event"
      data-tone={tone}
      data-event={event.type}
      data-marked={isMarked || undefined}
      style={{ transform: `translateY(${top}px)` }}
      title={text}
      onPointerEnter={() => hover(t)}
      onPointerLeave={() => hover(undefined)}
      onClick={(click) => {
        onClick(click);
        if (process !== undefined) select(process.index);
      }}
      onDoubleClick={() => replay?.seek(t)}
    >
      <time className="rv-mono rv-dim">{formatClock(t)}</time>
      <span className="rv-event-who">
        {process !== undefined && (
          <>
            <ProcessMark index={process.index} />
            <span className="rv-cut">{process.name}</span>
          </>
        )}
      </span>
      <i className="rv-event-dot" aria-hidden />
      <span className="rv-cut">{text}</span>
    </div>
  );
}
