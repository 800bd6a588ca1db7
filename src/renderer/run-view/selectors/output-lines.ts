import type { RunEventOf } from '../../../shared/events';
import type { TimeWindow } from '../../../shared/picture/time-window';
import type { BoundedLog } from '../../../shared/model/bounded-log';
import { plainText } from './ansi';

export type OutputLine = RunEventOf<'log'>;

export interface OutputView {
  /** Text that a line must contain, upper and lower case alike; '' for all. */
  readonly search: string;
  readonly stream: 'all' | 'stdout' | 'stderr';
  /** Only lines of this process. */
  readonly pid: number | undefined;
  /** Only lines of then. */
  readonly span: TimeWindow | undefined;
}

/** The lines that fit, oldest first. */
export function outputLines(
  output: BoundedLog<OutputLine>,
  { search, stream, pid, span }: OutputView,
): readonly OutputLine[] {
  if (search === '' && stream === 'all' && pid === undefined && span === undefined) return output.entries;
  const needle = search.toLowerCase();
  return output.entries.filter(
    (line) =>
      (stream === 'all' || line.stream === stream) &&
      (pid === undefined || line.pid === pid) &&
      (span === undefined || (line.t >= span.from && line.t <= span.to)) &&
      (needle === '' || plainText(line.text).toLowerCase().includes(needle)),
  );
}
