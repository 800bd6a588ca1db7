import type { RunModel } from '../../../../shared/model/run-model';
import type { Statement } from '../../../../shared/verdict';

/** The texts of one language. */
export interface ReportWords {
  /** BCP 47, for the page's `lang`. */
  readonly language: string;
  /** A text by `NAMESPACE:KEY`. */
  readonly say: (key: string, values?: Readonly<Record<string, string | number>>) => string;
  /** A sentence of a verdict or a hang. */
  readonly sentence: (statement: Statement) => string;
}

/** What each part of a report is written from. */
export interface ReportPaper {
  readonly title: string;
  readonly model: RunModel;
  readonly words: ReportWords;
  /** Version of Joinscope. */
  readonly version: string;
}
