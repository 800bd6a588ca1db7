import { useContext } from 'react';
import { StoresContext } from '../../store/stores-context';
import { useSay } from '../words';

/** The way to the lesson that explains what is told beside it. Nothing outside of the window's frame. */
export function LessonLink({ lesson }: { readonly lesson: string | undefined }) {
  const say = useSay();
  const held = useContext(StoresContext);
  if (lesson === undefined || held === undefined) return null;
  return (
    <button type="button" className="rv-chip" onClick={() => held.actions.openLesson(lesson)}>
      {say('card.lesson')}
    </button>
  );
}
