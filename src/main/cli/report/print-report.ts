import { existsSync } from 'node:fs';
import type { Texts } from '../text/texts';
import { paperFor } from './paper';
import { type Reported, reportLines } from './report-lines';

/** Writes the text that ends a run to a stream, apart from what stands there, in the width and colours that fit it. */
export function printReport(reported: Reported, stream: NodeJS.WriteStream, texts: Texts): void {
  // A recording that stopped may have left no file.
  const path = reported.path !== undefined && existsSync(reported.path) ? reported.path : undefined;
  const { title, model } = reported;
  stream.write(`\n${reportLines({ title, model, path }, paperFor(stream, texts)).join('\n')}\n`);
}
