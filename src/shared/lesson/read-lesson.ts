/** Makes a lesson of the texts of its folder's files, or says which line of which is wrong. */
import { languages } from '../locales';
import { type Lesson, type LessonText, programFiles, type ProgramLanguage, programLanguages } from './lesson';
import { type LessonData, lessonDataSchema } from './lesson-data';
import { LessonError } from './lesson-error';
import { parseLessonText } from './lesson-text';
import { lineAt, lineOfPath } from './json-lines';
import { valueIn, valuesOf } from './parameters';

/** The files of a lesson's folder, by name. */
export const lessonFiles = ['lesson.json', 'en.md', 'zh.md', 'program.py', 'program.ts'] as const;
export type LessonFiles = Readonly<Record<(typeof lessonFiles)[number], string>>;

/** @throws {LessonError} with file and line. */
export function readLesson(id: string, files: LessonFiles): Lesson {
  const data = parseData(files['lesson.json']);
  const texts = {
    en: parseLessonText('en.md', files['en.md']),
    zh: parseLessonText('zh.md', files['zh.md']),
  };
  const programs = { python: files['program.py'], typescript: files['program.ts'] };
  for (const language of languages)
    checkText(`${language}.md`, files[`${language}.md`], { text: texts[language], data });
  checkPrograms(data, programs, files['lesson.json']);
  return { ...data, id, texts, programs };
}

function parseData(text: string): LessonData {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new LessonError('lesson.json', lineOfSyntaxError(text, message), message);
  }
  const parsed = lessonDataSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol');
  throw new LessonError('lesson.json', lineOfPath(text, path), `${path.join('.')}: ${issue?.message ?? 'wrong'}`);
}

/** V8 names a position, or quotes what stands there; the last line where it does neither. */
function lineOfSyntaxError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  const quoted = /\.\.\."(.+?)"\.\.\./s.exec(message)?.[1];
  return lineAt(text, quoted === undefined ? text.length : text.indexOf(quoted) + Math.floor(quoted.length / 2));
}

/** That everything which `lesson.json` names has words, and nothing else has. */
function checkText(file: string, source: string, { text, data }: { text: LessonText; data: LessonData }): void {
  const lineOf = (heading: string): number => lineAt(source, Math.max(0, source.indexOf(`## ${heading}`)));
  const groups = [
    { heading: 'Predict', needed: data.predictions, given: text.predictions },
    { heading: 'Mark', needed: data.marks, given: text.marks },
    { heading: 'Play', needed: data.parameters, given: text.parameters },
  ];
  for (const { heading, needed, given } of groups) {
    for (const { id } of needed)
      if (!(id in given)) throw new LessonError(file, lineOf(heading), `${heading}: expected "${id}" of lesson.json`);
    for (const id of Object.keys(given))
      if (!needed.some((one) => one.id === id))
        throw new LessonError(file, lineOf(`${heading} ${id}`), `${heading} "${id}": lesson.json has none`);
  }
  if ((data.impossible === undefined) !== (text.impossible === ''))
    throw new LessonError(file, lineOf('Impossible'), '"## Impossible" and "impossible" of lesson.json go together');
  for (const { id, expect } of data.predictions)
    if (text.predictions[id]?.choices.some(({ value }) => value === expect) !== true)
      throw new LessonError(file, lineOf(`Predict ${id}`), `Expected a choice "- ${expect}: text"`);
}

function checkPrograms(
  { marks, parameters }: LessonData,
  programs: Readonly<Record<ProgramLanguage, string>>,
  source: string,
): void {
  for (const language of programLanguages) {
    const program = programs[language];
    for (const [place, mark] of marks.entries())
      if (!program.includes(mark[language]))
        throw new LessonError(
          'lesson.json',
          lineOfPath(source, ['marks', place, language]),
          `${programFiles[language]} has no "${mark[language]}"`,
        );
    for (const [place, parameter] of parameters.entries()) {
      const values = valuesOf(parameter, language);
      const value = valueIn(program, parameter.constant);
      if (values.length > 0 && (value === undefined || !values.includes(value)))
        throw new LessonError(
          'lesson.json',
          lineOfPath(source, ['parameters', place]),
          `${programFiles[language]}: expected a line that gives ${parameter.constant} one of ${values.join(', ')}`,
        );
    }
  }
}
