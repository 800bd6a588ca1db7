/** What a run says of a lesson: each prediction, each mark that came, and whether its point was seen. */
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';
import type { Lesson, ProgramLanguage } from './lesson';
import { timeOf } from './occasion';
import { answerOf, foundFor, holds } from './question';

export interface PredictionResult {
  readonly id: string;
  /** `undefined`: the run did not tell. */
  readonly answer: string | undefined;
  /** As the lesson says that it is, with the program and the parameters as they came. */
  readonly isAsTaught: boolean;
}

export function predictionResults({ predictions }: Lesson, model: RunModel): readonly PredictionResult[] {
  return predictions.map(({ id, answer: question, expect }) => {
    const answer = answerOf(question, model);
    return { id, answer, isAsTaught: answer === expect };
  });
}

export interface MarkResult {
  readonly id: string;
  readonly t: Milliseconds;
  /** The piece of the program's line that it belongs to. */
  readonly snippet: string;
}

/** Those whose event came, in the order in which they came. */
export function marksOf({ marks }: Lesson, model: RunModel, language: ProgramLanguage): readonly MarkResult[] {
  return marks
    .flatMap((mark) => {
      const t = timeOf(mark.when, model);
      return t === undefined ? [] : [{ id: mark.id, t, snippet: mark[language] }];
    })
    .sort((a, b) => a.t - b.t);
}

/** The line of a program where a piece first stands, counted from 1. */
export function lineOfSnippet(program: string, snippet: string): number | undefined {
  const place = program.indexOf(snippet);
  return place < 0 ? undefined : program.slice(0, place).split('\n').length;
}

/** Whether the run says that this machine cannot show the point. */
export function isImpossibleHere({ impossible }: Lesson, model: RunModel): boolean {
  return impossible !== undefined && holds(impossible, model);
}

/** A condition that did not hold, and what was found instead. */
export interface Unmet {
  readonly condition: string;
  readonly found: string | undefined;
}

/** Empty when the lesson's point was seen. */
export function unmetOf({ check }: Lesson, model: RunModel): readonly Unmet[] {
  return check
    .filter((condition) => !holds(condition, model))
    .map((condition) => ({ condition, found: foundFor(condition, model) }));
}
