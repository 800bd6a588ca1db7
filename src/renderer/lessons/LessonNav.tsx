import { UnstyledButton } from '@mantine/core';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconPointFilled from '@tabler/icons-react/icons/IconPointFilled';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LessonEntry } from '../../shared/lesson/lesson';
import type { LessonList } from '../../shared/lesson/lesson-list';
import { useActions } from '../store/stores-context';
import { lessonStore } from './lesson-store';
import { useLessonLanguage } from './use-lesson-language';

interface LessonNavProps {
  readonly list: LessonList;
  readonly current: string | undefined;
}

/** The lessons by course, with what the reader has seen. */
export function LessonNav({ list, current }: LessonNavProps) {
  const { t } = useTranslation('lesson');
  const courses = [...new Set(list.lessons.map(({ course }) => course))];
  return (
    <nav className="lesson-nav" aria-label={t('list')}>
      {courses.map((course) => (
        <section key={course}>
          <h2>{course === 'processes' || course === 'ended' ? t(`course.${course}`) : course}</h2>
          {list.lessons
            .filter((entry) => entry.course === course)
            .map((entry) => (
              <Entry key={entry.id} entry={entry} isCurrent={entry.id === current} />
            ))}
        </section>
      ))}
      {list.broken.map(({ id, reason }) => (
        <p key={id} className="lesson-broken" role="alert">
          {reason}
        </p>
      ))}
      <p className="lesson-own">{t('own', { folder: list.ownFolder })}</p>
    </nav>
  );
}

function Entry({ entry, isCurrent }: { readonly entry: LessonEntry; readonly isCurrent: boolean }) {
  const { t } = useTranslation('lesson');
  const language = useLessonLanguage();
  const actions = useActions();
  const state = useStore(lessonStore, ({ progress }) => progress[entry.id]);
  return (
    <UnstyledButton
      className="lesson-entry"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => actions.openLesson(entry.id)}
    >
      <span className="lesson-number">{entry.number}</span>
      <span className="cut" title={entry.titles[language]}>
        {entry.titles[language]}
      </span>
      {state === 'seen' && <IconCheck size={14} aria-label={t('state.seen')} className="state-ok" />}
      {state === 'opened' && <IconPointFilled size={12} aria-label={t('state.opened')} />}
    </UnstyledButton>
  );
}
