import type { RunModel } from '../../../shared/model/run-model';
import { summaryText } from '../../../shared/summary';
import { textsOf } from '../text/texts';

/** The summary as JSON. Always in English: a program reads it. */
export function englishSummary(model: RunModel): string {
  return summaryText(model, textsOf('en').sentence);
}
