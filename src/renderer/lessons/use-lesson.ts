import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Lesson } from '../../shared/lesson/lesson';
import type { Fault, Outcome } from '../../shared/outcome';
import { useStores } from '../store/stores-context';
import { keepDesk, recallDesk } from './desk-memory';
import { type Desk, lessonStore } from './lesson-store';

/** A lesson with the reader's desk, read from main; a fault where it has an error. */
export function useLesson(id: string): { readonly lesson?: Lesson; readonly desk?: Desk; readonly fault?: Fault } {
  const { bridge } = useStores();
  const [read, setRead] = useState<Outcome<Lesson>>();
  const desk = useStore(lessonStore, ({ desks }) => desks[id]);
  useEffect(() => {
    let isCurrent = true;
    void bridge.call.readLesson(id).then((outcome) => {
      if (!isCurrent) return;
      if (outcome.ok) openDesk(outcome.value);
      setRead(outcome);
    });
    void bridge.call.noteLesson(id, 'opened').then((noted) => {
      if (noted.ok) lessonStore.setState({ progress: noted.value });
    });
    return () => {
      isCurrent = false;
    };
  }, [bridge, id]);
  const lesson = read?.ok === true ? read.value : undefined;
  useEffect(() => {
    if (lesson !== undefined) keepDesk(lesson);
  }, [lesson, desk]);
  if (read === undefined) return {};
  if (!read.ok) return { fault: read.fault };
  return { lesson: read.value, ...(desk !== undefined && { desk }) };
}

function openDesk(lesson: Lesson): void {
  lessonStore.setState(({ desks, interpreters }) => {
    if (desks[lesson.id] !== undefined) return {};
    const language = interpreters?.length === 0 ? 'typescript' : 'python';
    return { desks: { ...desks, [lesson.id]: recallDesk(lesson, language) } };
  });
}
