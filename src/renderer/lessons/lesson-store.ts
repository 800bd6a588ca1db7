/** What the reader did with each lesson. */
import { createStore } from 'zustand/vanilla';
import type { Interpreter } from '../../shared/lesson/interpreter';
import type { Chosen, Lesson, ProgramLanguage } from '../../shared/lesson/lesson';
import type { ParameterValue } from '../../shared/lesson/lesson-data';
import { withValues } from '../../shared/lesson/parameters';
import type { LessonList } from '../../shared/lesson/lesson-list';
import type { LessonProgress } from '../../shared/lesson/progress';
import type { RunId } from '../../shared/units';

/** One lesson at the reader's desk. */
export interface Desk {
  readonly language: ProgramLanguage;
  /** As they stand in the editor. */
  readonly sources: Readonly<Record<ProgramLanguage, string>>;
  readonly chosen: Chosen;
  readonly guesses: Readonly<Record<string, string>>;
  readonly runId: RunId | undefined;
  /** The language of that run, and whether its program was the lesson's own. */
  readonly ranLanguage: ProgramLanguage;
  readonly ranOwn: boolean;
  /** Why the program could not be started. */
  readonly fault: { readonly message: string; readonly line: number | undefined } | undefined;
}

interface LessonsState {
  readonly list: LessonList | undefined;
  readonly progress: LessonProgress;
  /** `undefined` until the machine was searched. */
  readonly interpreters: readonly Interpreter[] | undefined;
  readonly interpreter: string | undefined;
  readonly isPresenting: boolean;
  readonly desks: Readonly<Record<string, Desk>>;
}

export const lessonStore = createStore<LessonsState>(() => ({
  list: undefined,
  progress: {},
  interpreters: undefined,
  interpreter: undefined,
  isPresenting: false,
  desks: {},
}));

export function freshDesk(lesson: Lesson, language: ProgramLanguage): Desk {
  return {
    language,
    sources: lesson.programs,
    chosen: {},
    guesses: {},
    runId: undefined,
    ranLanguage: language,
    ranOwn: true,
    fault: undefined,
  };
}

export function changeDesk(id: string, change: (desk: Desk) => Partial<Desk>): void {
  lessonStore.setState(({ desks }) => {
    const desk = desks[id];
    return desk === undefined ? {} : { desks: { ...desks, [id]: { ...desk, ...change(desk) } } };
  });
}

/** Sets a parameter in both programs; what was edited elsewhere stays. */
export function choose(lesson: Lesson, parameter: string, value: ParameterValue): void {
  changeDesk(lesson.id, ({ chosen: before, sources }) => {
    const chosen = { ...before, [parameter]: value };
    const set = (language: ProgramLanguage): string =>
      withValues(sources[language], lesson.parameters, { chosen, language });
    return { chosen, sources: { python: set('python'), typescript: set('typescript') } };
  });
}
