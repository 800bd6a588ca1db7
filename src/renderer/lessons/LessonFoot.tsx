import { Button, Select, Tooltip } from '@mantine/core';
import IconChevronLeft from '@tabler/icons-react/icons/IconChevronLeft';
import IconChevronRight from '@tabler/icons-react/icons/IconChevronRight';
import IconPresentation from '@tabler/icons-react/icons/IconPresentation';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Lesson } from '../../shared/lesson/lesson';
import type { LessonList } from '../../shared/lesson/lesson-list';
import { valueIn, valuesOf } from '../../shared/lesson/parameters';
import { useActions } from '../store/stores-context';
import { choose, type Desk, lessonStore } from './lesson-store';
import { useLessonLanguage } from './use-lesson-language';

interface LessonFootProps {
  readonly lesson: Lesson;
  readonly desk: Desk;
  readonly list: LessonList;
}

/** What can be played with, and the ways to the lessons before and after. */
export function LessonFoot({ lesson, desk, list }: LessonFootProps) {
  const { t } = useTranslation('lesson');
  const language = useLessonLanguage();
  const actions = useActions();
  const isPresenting = useStore(lessonStore, (state) => state.isPresenting);
  const place = list.lessons.findIndex(({ id }) => id === lesson.id);
  const [before, after] = [list.lessons[place - 1], list.lessons[place + 1]];
  return (
    <footer className="lesson-foot">
      <Parameters lesson={lesson} desk={desk} />
      <div className="lesson-ways">
        <Tooltip label={t('presentHint')} multiline>
          <Button
            variant="default"
            aria-pressed={isPresenting}
            leftSection={<IconPresentation size={15} aria-hidden />}
            onClick={() => lessonStore.setState({ isPresenting: !isPresenting })}
          >
            {t('present')}
          </Button>
        </Tooltip>
        {before !== undefined && (
          <Button
            variant="default"
            aria-label={`${before.number} · ${before.titles[language]}`}
            leftSection={<IconChevronLeft size={14} aria-hidden />}
            onClick={() => actions.openLesson(before.id)}
          >
            {before.number}
          </Button>
        )}
        {after !== undefined && (
          <Button
            rightSection={<IconChevronRight size={14} aria-hidden />}
            onClick={() => actions.openLesson(after.id)}
          >
            <span className="cut">{`${after.number} · ${after.titles[language]}`}</span>
          </Button>
        )}
      </div>
    </footer>
  );
}

/** Each changes its line in the program. */
function Parameters({ lesson, desk }: Pick<LessonFootProps, 'lesson' | 'desk'>) {
  const { t } = useTranslation('lesson');
  const text = lesson.texts[useLessonLanguage()];
  const offered = lesson.parameters.filter((parameter) => valuesOf(parameter, desk.language).length > 0);
  if (offered.length === 0) return null;
  return (
    <>
      <span className="dim">{t('play')}</span>
      {offered.map((parameter) => {
        const values = valuesOf(parameter, desk.language);
        const now = valueIn(desk.sources[desk.language], parameter.constant);
        return (
          <label key={parameter.id} className="lesson-parameter">
            <span>{text.parameters[parameter.id]}</span>
            <Select
              size="xs"
              allowDeselect={false}
              data={values.map((value) => ({
                value: String(value),
                label: parameter.slows ? `×${value}` : String(value),
              }))}
              value={now === undefined ? null : String(now)}
              onChange={(wanted) => {
                const value = values.find((one) => String(one) === wanted);
                if (value !== undefined) choose(lesson, parameter.id, value);
              }}
            />
          </label>
        );
      })}
    </>
  );
}
