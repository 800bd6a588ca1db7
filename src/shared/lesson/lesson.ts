/**
 * A lesson: texts, two programs that do the same, and what is asked and checked. How its
 * folder is written is in docs/lessons.md; `read-lesson.ts` makes one of it.
 */
import type { Language } from '../locales';
import type { LessonData, ParameterValue } from './lesson-data';

export const programLanguages = ['python', 'typescript'] as const;
export type ProgramLanguage = (typeof programLanguages)[number];

export const programFiles: Readonly<Record<ProgramLanguage, string>> = {
  python: 'program.py',
  typescript: 'program.ts',
};

/** A question before the run, in one language. */
export interface PredictionText {
  readonly question: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
  /** Said after the run, whatever was predicted. */
  readonly explanation: string;
}

/** The texts of one language; those that are longer than a line are Markdown. */
export interface LessonText {
  readonly title: string;
  readonly summary: string;
  readonly story: string;
  readonly watch: string;
  readonly point: string;
  /** Said in the place of what was missed where this machine cannot show the point. */
  readonly impossible: string;
  /** For the person who presents it. */
  readonly notes: string;
  readonly readOn: string;
  readonly predictions: Readonly<Record<string, PredictionText>>;
  readonly marks: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Lesson extends LessonData {
  /** Name of its folder. */
  readonly id: string;
  readonly texts: Readonly<Record<Language, LessonText>>;
  readonly programs: Readonly<Record<ProgramLanguage, string>>;
}

/** The values that were chosen for a lesson's parameters, by their ids. */
export type Chosen = Readonly<Record<string, ParameterValue>>;

/** What a list of lessons shows. */
export type LessonEntry = Pick<Lesson, 'id' | 'number' | 'course' | 'minutes'> & {
  readonly titles: Readonly<Record<Language, string>>;
};
