import type { LessonEntry } from '../../shared/lesson/lesson';
import type { LessonProgress } from '../../shared/lesson/progress';

/**
 * The lessons that a reader would take up next, in the order of the list: what was opened and not
 * seen to its point, then the first new one of each course, then those that follow; once all were
 * seen, the last ones.
 */
export function nextLessons(
  lessons: readonly LessonEntry[],
  progress: LessonProgress,
  count: number,
): readonly LessonEntry[] {
  const begun = lessons.filter(({ id }) => progress[id] === 'opened');
  const fresh = lessons.filter(({ id }) => progress[id] === undefined);
  const firsts = fresh.filter((entry, index) => fresh.findIndex(({ course }) => course === entry.course) === index);
  const seen = lessons.filter(({ id }) => progress[id] === 'seen').reverse();
  const chosen = new Set([...new Set([...begun, ...firsts, ...fresh, ...seen])].slice(0, count));
  return lessons.filter((entry) => chosen.has(entry));
}
