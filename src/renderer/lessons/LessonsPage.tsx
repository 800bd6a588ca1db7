import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useView } from '../store/hooks';
import { useStores } from '../store/stores-context';
import { lessonStore } from './lesson-store';
import { LessonNav } from './LessonNav';
import { LessonView } from './LessonView';
import { useLessonList } from './use-lesson-list';
import './lessons.css';

/** The lessons: their list, and the one that is open. */
export function LessonsPage() {
  const { t } = useTranslation('lesson');
  const { bridge } = useStores();
  const chosen = useView((view) => view.lesson);
  const list = useLessonList();
  const isPresenting = useStore(lessonStore, (state) => state.isPresenting);
  useEffect(() => {
    void bridge.call.findInterpreters().then((found) => {
      lessonStore.setState({ interpreters: found.ok ? found.value : [] });
    });
  }, [bridge]);
  if (list === undefined) return <div className="lessons" aria-busy="true" />;
  const id = chosen ?? list.lessons[0]?.id;
  return (
    <div className="lessons" data-presenting={isPresenting || undefined}>
      {!isPresenting && <LessonNav list={list} current={id} />}
      {id === undefined ? <p className="lesson-empty">{t('empty')}</p> : <LessonView key={id} id={id} list={list} />}
    </div>
  );
}
