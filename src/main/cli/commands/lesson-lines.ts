/** The list of lessons and the text of one, for a terminal. */
import { type Lesson, type LessonText, programFiles, type ProgramLanguage } from '../../../shared/lesson/lesson';
import type { LessonList } from '../../../shared/lesson/lesson-list';
import type { LessonProgress } from '../../../shared/lesson/progress';
import { padText, widthOf } from '../text/fit-text';
import type { Texts } from '../text/texts';

export function lessonListLines(
  { lessons, broken }: LessonList,
  progress: LessonProgress,
  { language, say }: Texts,
): readonly string[] {
  const width = Math.max(0, ...lessons.map(({ id }) => widthOf(id)));
  const lines = lessons.map(({ id, number, titles }) => {
    const mark = progress[id] === 'seen' ? '✓' : progress[id] === 'opened' ? '•' : ' ';
    return `${mark} ${String(number).padStart(2)}  ${padText(id, width, 'left')}  ${titles[language]}`;
  });
  return [...lines, ...broken.map(({ reason }) => `! ${say('lesson.broken', { reason })}`)];
}

interface Shown {
  readonly text: LessonText;
  /** The program with its parameters set. */
  readonly source: string;
  readonly language: ProgramLanguage;
}

export function lessonHead(lesson: Lesson, { text, source, language }: Shown, { say }: Texts): readonly string[] {
  const numbered = source
    .trimEnd()
    .split('\n')
    .map((line, index) => `${String(index + 1).padStart(4)}  ${line}`);
  return [
    `${lesson.number} · ${text.title}`,
    text.summary,
    '',
    text.story,
    '',
    say('lesson.watch'),
    text.watch,
    '',
    programFiles[language],
    ...numbered,
    '',
  ];
}
