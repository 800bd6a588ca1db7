/** Events and output as a clipboard and a file have them. */
import type { RunEvent } from '../../../shared/events';
import { formatClock } from '../../../shared/format';
import type { RunModel } from '../../../shared/model/run-model';
import { type Column, DASH } from '../grid/columns';
import type { Say } from '../words';
import { plainText } from './ansi';
import { type EventLine, eventLine, processAt } from './event-lines';
import type { OutputLine } from './output-lines';

/** What happened, in words. */
export function eventText({ id, values }: EventLine, say: Say): string {
  return id === 'notice' ? say(`notice:${values['notice'] ?? ''}`, values) : say(`event.${id}`, values);
}

export function eventColumns(model: RunModel): readonly Column<RunEvent>[] {
  const lineOf = (event: RunEvent): EventLine => eventLine(event, model);
  return [
    plainColumn('time', 't_ms', { value: ({ t }) => t, text: ({ t }) => formatClock(t) }),
    plainColumn('name', 'process', { value: (event) => lineOf(event).process?.name }),
    plainColumn('pid', 'pid', { value: (event) => ('pid' in event ? event.pid : undefined) }),
    plainColumn('event', 'event', { value: ({ type }) => type, text: (event, say) => eventText(lineOf(event), say) }),
  ];
}

export function outputColumns(model: RunModel): readonly Column<OutputLine>[] {
  return [
    plainColumn('time', 't_ms', { value: ({ t }) => t, text: ({ t }) => formatClock(t) }),
    plainColumn('name', 'process', { value: ({ pid, t }) => processAt(model, pid, t)?.name }),
    plainColumn('pid', 'pid', { value: ({ pid }) => pid }),
    plainColumn('stream', 'stream', { value: ({ stream }) => stream }),
    plainColumn('text', 'text', { value: ({ text }) => plainText(text) }),
  ];
}

type Parts<Row> = Pick<Column<Row>, 'value'> & Partial<Pick<Column<Row>, 'text'>>;

/** Of a list, which has no cells of its own. */
function plainColumn<Row>(id: string, file: string, { value, text }: Parts<Row>): Column<Row> {
  return {
    id,
    title: `column.${id}`,
    file,
    least: 0,
    share: 1,
    value,
    text: text ?? ((row) => String(value(row) ?? DASH)),
  };
}
