import { beforeEach, describe, expect, it } from 'vitest';
import { keepDesk, recallDesk, rememberDesks } from '../../../../src/renderer/lessons/desk-memory';
import { changeDesk, freshDesk, lessonStore } from '../../../../src/renderer/lessons/lesson-store';
import type { Lesson } from '../../../../src/shared/lesson/lesson';

const lesson = { id: 'pipe', programs: { python: 'p', typescript: 't' } } as Lesson;

/** A Storage of a page, of which only these two are used. */
function storage(): Storage {
  const items = new Map<string, string>();
  const part: Pick<Storage, 'getItem' | 'setItem'> = {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
  };
  return part as Storage;
}

describe('the memory of a desk', () => {
  beforeEach(() => lessonStore.setState({ desks: { pipe: freshDesk(lesson, 'python') } }));

  it('brings back what was edited, chosen and guessed, and the language', () => {
    const kept = storage();
    rememberDesks(kept);
    changeDesk('pipe', () => ({
      language: 'typescript',
      sources: { python: 'p', typescript: 'mine' },
      chosen: { workers: 4 },
      guesses: { end: 'eof' },
    }));
    keepDesk(lesson);
    rememberDesks(kept);
    // A program that was not edited is the lesson's own, also when that has changed.
    const newer = { ...lesson, programs: { python: 'better', typescript: 't' } };
    expect(recallDesk(newer, 'python')).toMatchObject({
      language: 'typescript',
      sources: { python: 'better', typescript: 'mine' },
      chosen: { workers: 4 },
      guesses: { end: 'eof' },
      runId: undefined,
    });
  });

  it.each(['{', '[]', '{"pipe":{"language":"cobol"}}', 'null'])('begins anew where %s was kept', (text) => {
    const kept = storage();
    kept.setItem('joinscope.lessons', text);
    rememberDesks(kept);
    expect(recallDesk(lesson, 'python')).toEqual(freshDesk(lesson, 'python'));
  });
});
