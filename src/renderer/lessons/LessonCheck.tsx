import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconInfoCircle from '@tabler/icons-react/icons/IconInfoCircle';
import { useTranslation } from 'react-i18next';
import type { Lesson } from '../../shared/lesson/lesson';
import { isImpossibleHere, unmetOf } from '../../shared/lesson/lesson-result';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { Markdown } from '../markdown/Markdown';
import { useLessonLanguage } from './use-lesson-language';

interface LessonCheckProps {
  readonly lesson: Lesson;
  readonly run: OpenRun;
}

/** Whether the point of the lesson was to be seen in this run. */
export function LessonCheck({ lesson, run }: LessonCheckProps) {
  const { t } = useTranslation('lesson');
  const text = lesson.texts[useLessonLanguage()];
  if (isRunning(run)) return null;
  const unmet = unmetOf(lesson, run.model);
  const isSeen = unmet.length === 0;
  const isImpossible = !isSeen && isImpossibleHere(lesson, run.model);
  const Icon = isSeen ? IconCheck : IconInfoCircle;
  return (
    <section
      className="lesson-card lesson-check"
      data-seen={isSeen || undefined}
      role="status"
      data-testid="lesson-check"
    >
      <h2>
        <Icon size={16} aria-hidden /> {t(isSeen ? 'seen' : 'notSeen')}
      </h2>
      {isSeen && <Markdown text={text.point} />}
      {isImpossible && <Markdown text={text.impossible} />}
      {!isSeen && !isImpossible && (
        <ul>
          {unmet.map(({ condition, found }) => (
            <li key={condition}>
              <code>{condition}</code>: {t('found', { found: found ?? t('unknown') })}
            </li>
          ))}
        </ul>
      )}
      {isSeen && text.readOn !== '' && (
        <>
          <h3>{t('readOn')}</h3>
          <Markdown text={text.readOn} />
        </>
      )}
    </section>
  );
}
