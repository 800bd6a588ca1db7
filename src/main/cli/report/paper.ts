import { type Style, styleFor } from '../text/style';
import type { Texts } from '../text/texts';

/** What a report is written on. */
export interface ReportPaper {
  readonly texts: Texts;
  readonly style: Style;
  /** Columns of the terminal. */
  readonly width: number;
}

/** Columns where there is no terminal to ask: what fits a log and a pull request. */
const DEFAULT_WIDTH = 100;
/** Wider lines are hard to follow with the eye. */
const MAX_WIDTH = 140;

/** What fits the stream that it is written to. */
export function paperFor(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>, texts: Texts): ReportPaper {
  const asked = Number(process.env['COLUMNS']);
  // A pipe has neither, whatever the type says.
  const columns = (stream.columns as number | undefined) ?? (asked > 0 ? asked : DEFAULT_WIDTH);
  return {
    texts,
    style: styleFor(stream.isTTY, process.env),
    width: Math.min(columns, MAX_WIDTH),
  };
}
