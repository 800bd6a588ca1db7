import { describe, expect, it } from 'vitest';
import { nextLessons } from '../../../../src/renderer/home/next-lessons';
import type { LessonEntry } from '../../../../src/shared/lesson/lesson';
import type { LessonProgress } from '../../../../src/shared/lesson/progress';

const lessons = [1, 2, 3, 4, 5].map((number): LessonEntry => ({
  id: `l${number}`,
  number,
  course: number < 4 ? 'processes' : 'ended',
  minutes: 3,
  titles: { en: '', zh: '' },
}));
const next = (progress: LessonProgress): readonly string[] => nextLessons(lessons, progress, 3).map(({ id }) => id);

describe('nextLessons', () => {
  it('begins with the first of each course', () => {
    expect(next({})).toEqual(['l1', 'l2', 'l4']);
  });

  it('goes on with what was begun', () => {
    expect(next({ l1: 'seen', l3: 'opened', l5: 'opened' })).toEqual(['l2', 'l3', 'l5']);
  });

  it('shows the last ones when all were seen, and fewer where there are fewer', () => {
    expect(next({ l1: 'seen', l2: 'seen', l3: 'seen', l4: 'seen', l5: 'seen' })).toEqual(['l3', 'l4', 'l5']);
    expect(nextLessons(lessons.slice(0, 1), {}, 3)).toHaveLength(1);
    expect(nextLessons([], {}, 3)).toEqual([]);
  });
});
