import { useMemo, useState } from 'react';
import type { RunEvent } from '../../../shared/events';
import { formatClock } from '../../../shared/format';
import { ProcessMark } from '../../marks/ProcessMark';
import { TableTools } from '../grid/TableTools';
import { LineList, type LineProps } from '../grid/LineList';
import { useLineList } from '../grid/use-line-list';
import { usePassingOn } from '../grid/use-passing-on';
import { useRunFrame, useViewState } from '../run-context';
import { type EventGroup, eventGroups, eventLine, groupOf, processAt } from '../selectors/event-lines';
import { eventColumns, eventText } from '../selectors/list-columns';
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
  const list = useLineList({
    lines: events,
    dropped: listed.dropped,
    rowHeight: ROW_HEIGHT,
    onCopy: passingOn.copy,
  });
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
        <TableTools
          passingOn={passingOn}
          chosen={list.marks.chosen}
          all={events}
          moment={list.moment.of(list.current)}
          onMoment={() => list.moment.goTo(list.current)}
        />
      </div>
      <LineList list={list} label={say('side.events')} className="" empty={say('events.none')}>
        {(event, line) => <EventRow key={line.id} event={event} line={line} />}
      </LineList>
      {listed.dropped > 0 && <p className="rv-note">{say('events.dropped', { count: listed.dropped })}</p>}
      {!list.tail.isFollowing && snapshot.isLive && <FollowButton onClick={list.tail.follow} />}
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
  readonly line: LineProps;
}

/** A click selects the process and puts the crosshair at the moment. */
function EventRow({ event, line }: EventRowProps) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const select = useViewState((state) => state.select);
  const hover = useViewState((state) => state.hover);
  const told = eventLine(event, snapshot.model);
  const { t, tone, process } = told;
  const text = eventText(told, say);
  return (
    <div
      {...line}
      className="rv-event"
      data-tone={tone}
      data-event={event.type}
      title={text}
      onPointerEnter={() => hover(t)}
      onPointerLeave={() => hover(undefined)}
      onClick={(click) => {
        line.onClick(click);
        if (process !== undefined) select(process.index);
      }}
    >
      <time className="rv-mono rv-dim" role="gridcell">
        {formatClock(t)}
      </time>
      <span className="rv-event-who" role="gridcell">
        {process !== undefined && (
          <>
            <ProcessMark index={process.index} />
            <span className="rv-cut">{process.name}</span>
          </>
        )}
      </span>
      <i className="rv-event-dot" aria-hidden />
      <span className="rv-cut" role="gridcell">
        {text}
      </span>
    </div>
  );
}
