import type { Texts } from '../text/texts';
import { paperFor } from './paper';
import { type Reported, reportLines } from './report-lines';

/** Writes the text that ends a run to a stream, apart from what stands there, in the width and colours that fit it. */
export function printReport(reported: Reported, stream: NodeJS.WriteStream, texts: Texts): void {
  stream.write(`\n${reportLines(reported, paperFor(stream, texts)).join('\n')}\n`);
}
