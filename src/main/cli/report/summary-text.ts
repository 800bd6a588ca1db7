import type { RunModel } from '../../../shared/model/run-model';
import { summaryOf } from '../../../shared/summary';
import { textsOf } from '../text/texts';

/** The summary as JSON. Always in English: a program reads it. */
export function summaryText(model: RunModel): string {
  return `${JSON.stringify(summaryOf(model, textsOf('en').sentence), null, 2)}\n`;
}
