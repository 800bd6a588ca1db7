import { useMemo, useState } from 'react';
import { formatClock } from '../../../shared/format';
import { ProcessMark } from '../../marks/ProcessMark';
import { TableTools } from '../grid/TableTools';
import { LineList, type LineProps } from '../grid/LineList';
import { useLineList } from '../grid/use-line-list';
import { usePassingOn } from '../grid/use-passing-on';
import { useRunFrame, useViewState } from '../run-context';
import { SearchField } from '../SearchField';
import { ansiPieces } from '../selectors/ansi';
import { processAt } from '../selectors/event-lines';
import { outputColumns } from '../selectors/list-columns';
import { type OutputLine, outputLines, type OutputView } from '../selectors/output-lines';
import { useSay } from '../words';
import { FollowButton } from './FollowButton';

const ROW_HEIGHT = 20;
const STREAMS = ['all', 'stdout', 'stderr'] as const;

/** What the processes wrote, stdout and stderr in the order in which it came. */
export function OutputPanel() {
  const say = useSay();
  const { snapshot, whole } = useRunFrame();
  const [search, setSearch] = useState('');
  const [stream, setStream] = useState<OutputView['stream']>('all');
  const span = useViewState((state) => state.span);
  const only = useViewState((state) => state.outputOf);
  const showOutputOf = useViewState((state) => state.showOutputOf);
  const { output, processes } = snapshot.model;
  const process = only === undefined ? undefined : processes[only];
  const lines = useMemo(
    () => outputLines(snapshot.model.output, { search, stream, pid: process?.pid, span }),
    [snapshot, search, stream, process, span],
  );
  const columns = useMemo(() => outputColumns(snapshot.model), [snapshot.model]);
  const passingOn = usePassingOn({ name: 'output', columns });
  const list = useLineList({ lines, dropped: output.dropped, rowHeight: ROW_HEIGHT, onCopy: passingOn.copy });
  return (
    <>
      <div className="rv-tools">
        <SearchField text={search} onChange={setSearch} label={say('output.search')} />
        {STREAMS.map((name) => (
          <button
            key={name}
            type="button"
            className="rv-chip"
            aria-pressed={stream === name}
            onClick={() => setStream(name)}
          >
            {name === 'all' ? say('output.all') : name}
          </button>
        ))}
        {process !== undefined && (
          <button
            type="button"
            className="rv-chip"
            aria-pressed
            title={say('output.allProcesses')}
            onClick={() => showOutputOf(undefined)}
          >
            <ProcessMark index={process.index} /> {process.name} ×
          </button>
        )}
        <span className="rv-spring" />
        <span className="rv-dim" role="status">
          {say(search === '' ? 'output.lines' : 'output.found', { count: lines.length })}
        </span>
        <TableTools
          passingOn={passingOn}
          chosen={list.marks.chosen}
          all={lines}
          moment={list.moment.of(list.current)}
          onMoment={() => list.moment.goTo(list.current)}
        />
      </div>
      <LineList
        list={list}
        label={say('side.output')}
        className="rv-output"
        empty={say(emptyText(snapshot.model.output, process !== undefined))}
      >
        {(line, props) => <OutputRow key={props.id} line={line} props={props} search={search} />}
      </LineList>
      {whole.model.leftOut > 0 && output.dropped === 0 && <p className="rv-note">{say('output.part')}</p>}
      {output.dropped > 0 && <p className="rv-note">{say('output.dropped', { count: output.dropped })}</p>}
      {!list.tail.isFollowing && snapshot.isLive && <FollowButton onClick={list.tail.follow} />}
    </>
  );
}

function emptyText({ entries }: { readonly entries: readonly OutputLine[] }, isOfOne: boolean) {
  if (entries.length === 0) return 'output.none';
  return isOfOne && !entries.some(({ signed }) => signed) ? 'output.unsigned' : 'output.noneFits';
}

interface OutputRowProps {
  readonly line: OutputLine;
  readonly props: LineProps;
  readonly search: string;
}

function OutputRow({ line, props, search }: OutputRowProps) {
  const say = useSay();
  return (
    <div {...props} className="rv-line" data-stream={line.stream}>
      <time className="rv-dim" role="gridcell">
        {formatClock(line.t)}
      </time>
      <span role="gridcell">
        <Writer line={line} />
      </span>
      <span className="rv-line-stream" role="gridcell">
        {line.stream === 'stderr' ? 'err' : ''}
      </span>
      <code role="gridcell">
        {ansiPieces(line.text).map(({ text, token, isBold }, place) => (
          <span
            key={place}
            style={{ ...(token !== undefined && { color: `var(${token})` }), ...(isBold && { fontWeight: 700 }) }}
          >
            <Found text={text} search={search} />
          </span>
        ))}
        {line.cut === true && <span className="rv-dim"> {say('output.cut')}</span>}
      </code>
    </div>
  );
}

/** Who wrote the line, where the system says so; a click shows what else it wrote. */
function Writer({ line }: { readonly line: OutputLine }) {
  const say = useSay();
  const { snapshot } = useRunFrame();
  const showOutputOf = useViewState((state) => state.showOutputOf);
  const process = processAt(snapshot.model, line.pid, line.t);
  if (process === undefined || line.signed !== true) return <span title={say('output.shared')} />;
  const { name, pid, index } = process;
  return (
    <button
      type="button"
      className="rv-line-who"
      tabIndex={-1}
      title={say('output.only', { name, pid })}
      onClick={() => showOutputOf(index)}
    >
      <ProcessMark index={index} /> <span>{name}</span>
    </button>
  );
}

interface FoundProps {
  readonly text: string;
  readonly search: string;
}

/** A text with what was searched for marked. */
function Found({ text, search }: FoundProps) {
  if (search === '') return text;
  const place = text.toLowerCase().indexOf(search.toLowerCase());
  if (place < 0) return text;
  return (
    <>
      {text.slice(0, place)}
      <mark>{text.slice(place, place + search.length)}</mark>
      <Found text={text.slice(place + search.length)} search={search} />
    </>
  );
}
