import { useEffect } from 'react';
import type { Lesson } from '../../shared/lesson/lesson';
import type { LessonList } from '../../shared/lesson/lesson-list';
import { useActions, useStores } from '../store/stores-context';
import { lessonStore } from './lesson-store';
import { startProgram } from './use-lesson-run';

/**
 * While presenting: the keys of a clicker (Page Down and Page Up) go to the next lesson and back,
 * F5 or a full stop runs the program, Escape leaves. In the editor they are the editor's.
 */
export function usePresenterKeys(lesson: Lesson, { lessons }: LessonList): void {
  const stores = useStores();
  const actions = useActions();
  useEffect(() => {
    const step = (by: 1 | -1): void => {
      const next = lessons[lessons.findIndex(({ id }) => id === lesson.id) + by];
      if (next !== undefined) actions.openLesson(next.id);
    };
    const run = (): void => {
      const desk = lessonStore.getState().desks[lesson.id];
      if (desk !== undefined) void startProgram(lesson, desk, stores);
    };
    const acts: Readonly<Record<string, () => void>> = {
      PageDown: () => step(1),
      PageUp: () => step(-1),
      F5: run,
      '.': run,
      Escape: () => lessonStore.setState({ isPresenting: false }),
    };
    const onKey = (event: KeyboardEvent): void => {
      const act = acts[event.key];
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, .cm-content') !== null;
      const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
      if (act === undefined || isTyping || hasModifier || !lessonStore.getState().isPresenting) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [lesson, lessons, actions, stores]);
}
