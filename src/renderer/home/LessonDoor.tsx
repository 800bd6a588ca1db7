import { Button, UnstyledButton } from '@mantine/core';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconCircle from '@tabler/icons-react/icons/IconCircle';
import IconPlayerPlayFilled from '@tabler/icons-react/icons/IconPlayerPlayFilled';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LessonEntry } from '../../shared/lesson/lesson';
import { lessonStore } from '../lessons/lesson-store';
import { useLessonLanguage } from '../lessons/use-lesson-language';
import { useLessonList } from '../lessons/use-lesson-list';
import { useActions } from '../store/stores-context';
import { nextLessons } from './next-lessons';

const SHOWN = 4;
const MARKS = { seen: IconCheck, opened: IconPlayerPlayFilled, new: IconCircle } as const;

/** The door for who wants to learn: what to read next, and all of it. */
export function LessonDoor() {
  const { t } = useTranslation();
  const actions = useActions();
  const list = useLessonList();
  const progress = useStore(lessonStore, (state) => state.progress);
  const lessons = list?.lessons ?? [];
  return (
    <section className="door lesson-door" aria-labelledby="lesson-door">
      <h2 id="lesson-door">{t('lessonDoor.title')}</h2>
      <p className="door-lead">{t('lessonDoor.lead', { count: lessons.length })}</p>
      <ul className="lesson-door-list">
        {nextLessons(lessons, progress, SHOWN).map((entry) => (
          <Row key={entry.id} entry={entry} state={progress[entry.id] ?? 'new'} />
        ))}
      </ul>
      <div className="door-buttons">
        <Button variant="default" onClick={() => actions.go('lessons')}>
          {t('lessonDoor.all')}
        </Button>
      </div>
    </section>
  );
}

interface RowProps {
  readonly entry: LessonEntry;
  readonly state: keyof typeof MARKS;
}

function Row({ entry, state }: RowProps) {
  const { t } = useTranslation();
  const language = useLessonLanguage();
  const actions = useActions();
  const Mark = MARKS[state];
  return (
    <li>
      <UnstyledButton className="lesson-door-row" data-state={state} onClick={() => actions.openLesson(entry.id)}>
        <Mark size={13} aria-label={t(`lessonDoor.state.${state}`)} />
        <span className="cut">{`${entry.number} · ${entry.titles[language]}`}</span>
        <span className="dim">{t('lessonDoor.minutes', { count: entry.minutes })}</span>
      </UnstyledButton>
    </li>
  );
}
