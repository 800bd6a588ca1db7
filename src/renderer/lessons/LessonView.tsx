import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Lesson } from '../../shared/lesson/lesson';
import type { LessonList } from '../../shared/lesson/lesson-list';
import { useData } from '../store/hooks';
import { LessonCheck } from './LessonCheck';
import { LessonFoot } from './LessonFoot';
import { LessonPicture } from './LessonPicture';
import { type Desk, lessonStore } from './lesson-store';
import { Markdown } from '../markdown/Markdown';
import { Predictions } from './Predictions';
import { ProgramPane } from './ProgramPane';
import { useLesson } from './use-lesson';
import { useLessonLanguage } from './use-lesson-language';
import { useLessonRun } from './use-lesson-run';
import { usePresenterKeys } from './use-presenter-keys';

interface LessonViewProps {
  readonly id: string;
  readonly list: LessonList;
}

/** One lesson: what it says, its program, what was asked, and what happened. */
export function LessonView({ id, list }: LessonViewProps) {
  const { lesson, desk, fault } = useLesson(id);
  if (fault !== undefined)
    return (
      <p className="lesson-empty" role="alert">
        {fault.message}
      </p>
    );
  if (lesson === undefined || desk === undefined) return <div className="lesson" aria-busy="true" />;
  return <OpenLesson lesson={lesson} desk={desk} list={list} />;
}

interface OpenLessonProps {
  readonly lesson: Lesson;
  readonly desk: Desk;
  readonly list: LessonList;
}

function OpenLesson({ lesson, desk, list }: OpenLessonProps) {
  const { t } = useTranslation('lesson');
  const text = lesson.texts[useLessonLanguage()];
  const run = useLessonRun(lesson, desk);
  const isPresenting = useStore(lessonStore, (state) => state.isPresenting);
  usePresenterKeys(lesson, list);
  const isHeldBack = lesson.guessFirst && lesson.predictions.some(({ id }) => desk.guesses[id] === undefined);
  const shows = (pane: Lesson['panes'][number]): boolean => !isPresenting || lesson.panes.includes(pane);
  return (
    <article className="lesson" data-testid="lesson">
      <header className="lesson-head">
        <h1>{`${lesson.number} · ${text.title}`}</h1>
        <p>{text.summary}</p>
        <Warnings lesson={lesson} />
      </header>
      <div className="lesson-columns">
        <div className="lesson-column">
          {shows('program') && <ProgramPane lesson={lesson} desk={desk} run={run} />}
          {isPresenting ? (
            text.notes !== '' && (
              <section className="lesson-card">
                <h2>{t('notes')}</h2>
                <Markdown text={text.notes} />
              </section>
            )
          ) : (
            <section className="lesson-card lesson-story">
              <Markdown text={text.story} />
              <h2>{t('watch')}</h2>
              <Markdown text={text.watch} />
            </section>
          )}
        </div>
        <div className="lesson-column">
          {shows('predictions') && <Predictions lesson={lesson} desk={desk} run={run} />}
          {run !== undefined && (
            <LessonPicture run={run} shows={(pane) => shows(pane) && (!isHeldBack || pane === 'output')} />
          )}
          {run !== undefined && isHeldBack && <p className="lesson-card dim">{t('guessFirst')}</p>}
          {run !== undefined && !isHeldBack && <LessonCheck lesson={lesson} run={run} />}
        </div>
      </div>
      <LessonFoot lesson={lesson} desk={desk} list={list} />
    </article>
  );
}

/** What this machine cannot show is said before it is tried. */
function Warnings({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('lesson');
  const { cores, platform } = useData(({ facts }) => facts);
  const isFit = (lesson.platforms as readonly string[]).includes(platform);
  return (
    <>
      {cores < lesson.cores && <p className="lesson-warning">{t('fewCores', { cores, needed: lesson.cores })}</p>}
      {!isFit && <p className="lesson-warning">{t('otherSystem')}</p>}
    </>
  );
}
