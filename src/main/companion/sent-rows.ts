/**
 * Rows of samples on their way from a companion to its run.
 *
 * Most processes rest, and the row of one that rests is the same object from sample to sample
 * (`usage-meter.ts`). So it is sent once, and afterwards its pid stands for it: 200 sleepers are 200
 * numbers instead of 2000 named figures, and the run makes no objects of them. Both ends are ours,
 * and the channel between them keeps the order and loses nothing.
 */
import type { RunEvent, RunEventOf } from '../../shared/events';
import type { SampleRow } from '../../shared/readings';
import type { Pid } from '../../shared/units';

/** A sample in which a pid stands for a row that is as it was in the sample before. */
interface SentSample extends Omit<RunEventOf<'sample'>, 'rows'> {
  readonly rows: readonly (SampleRow | Pid)[];
}

export type SentEvent = Exclude<RunEvent, { type: 'sample' }> | SentSample;

type Rows = ReadonlyMap<Pid, SampleRow>;
const rowsByPid = (rows: readonly SampleRow[]): Rows => new Map(rows.map((row) => [row.pid, row]));

/** The companion's end. */
export class RowSender {
  #last: Rows = new Map();

  pack(events: readonly RunEvent[]): readonly SentEvent[] {
    return events.map((event) => {
      if (event.type !== 'sample') return event;
      const last = this.#last;
      this.#last = rowsByPid(event.rows);
      return { ...event, rows: event.rows.map((row) => (last.get(row.pid) === row ? row.pid : row)) };
    });
  }
}

/** The run's end: takes all that one {@link RowSender} packed, in its order. */
export class RowReceiver {
  #last: Rows = new Map();

  unpack(events: readonly SentEvent[]): readonly RunEvent[] {
    return events.map((event) => {
      if (event.type !== 'sample') return event;
      const rows = event.rows.flatMap((row) => (typeof row === 'number' ? (this.#last.get(row) ?? []) : row));
      this.#last = rowsByPid(rows);
      return { ...event, rows };
    });
  }
}
