import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { LessonList } from '../../shared/lesson/lesson-list';
import { useStores } from '../store/stores-context';
import { lessonStore } from './lesson-store';

/** The lessons there are, read anew when a place opens that shows them; `undefined` until then. */
export function useLessonList(): LessonList | undefined {
  const { bridge } = useStores();
  useEffect(() => {
    void bridge.call.listLessons().then((listed) => {
      if (listed.ok) lessonStore.setState(listed.value);
    });
  }, [bridge]);
  return useStore(lessonStore, (state) => state.list);
}
