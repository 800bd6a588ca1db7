import type { Cause, Confidence, Statement } from '../../shared/verdict';
import type { Situation } from './case-file';

/** A verdict without what was ruled out before it was reached. */
export interface Judgement {
  readonly cause: Cause;
  readonly confidence: Confidence;
  readonly title: Statement;
  readonly evidence: readonly Statement[];
  readonly advice: readonly Statement[];
}

/** A rung either decides, or says what it checked and found not to be the cause. */
export type Finding = Judgement | { readonly ruledOut: readonly Statement[] };

/** One rung of the ladder. */
export interface Rung {
  readonly name: string;
  /** The document, or the source text, that it rests on. */
  readonly source: string;
  /** @returns `undefined` when the rung does not apply to such an end. */
  readonly judge: (situation: Situation) => Finding | undefined;
}

export const ruledOut = (...statements: readonly Statement[]): Finding => ({ ruledOut: statements });
