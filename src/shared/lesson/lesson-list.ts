import type { LessonEntry } from './lesson';

/** One that has an error: it is shown with it instead of being left out. */
export interface BrokenLesson {
  readonly id: string;
  /** File, line, and what was expected there. */
  readonly reason: string;
}

export interface LessonList {
  /** In the order of their numbers, ours before a teacher's. */
  readonly lessons: readonly LessonEntry[];
  readonly broken: readonly BrokenLesson[];
  /** Where a teacher puts lessons of their own. */
  readonly ownFolder: string;
}
