import {
  type Chosen,
  type Lesson,
  type LessonText,
  type ProgramLanguage,
  programLanguages,
} from '../../../shared/lesson/lesson';
import type { ParameterValue } from '../../../shared/lesson/lesson-data';
import { isImpossibleHere, marksOf, predictionResults, unmetOf } from '../../../shared/lesson/lesson-result';
import { valuesOf, withValues } from '../../../shared/lesson/parameters';
import { type ToldError } from '../../../shared/outcome';
import { LessonDesk } from '../../lessons/lesson-desk';
import type { Run } from '../../runs/run';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { guardSignals } from '../guard-signals';
import { watchRun } from '../live/watch-run';
import { printReport } from '../report/print-report';
import { standardOutput } from '../standard-streams';
import type { Texts } from '../text/texts';
import { concludeRun } from './conclude-run';
import { askPredictions } from './ask-predictions';
import { lessonHead, lessonListLines } from './lesson-lines';

export interface LessonOptions {
  readonly language?: string;
  /** `PARAMETER=VALUE`, each. */
  readonly set?: readonly string[];
  /** False: the text alone. */
  readonly run?: boolean;
}

/** `joinscope lesson`: the list; with a name its text, the run of its program, and what the run says. */
export async function runLesson(
  name: string | undefined,
  options: LessonOptions,
  { service, texts: loadTexts }: CommandContext,
): Promise<number> {
  const texts = await loadTexts();
  const desk = new LessonDesk();
  if (name === undefined) {
    const lines = lessonListLines(await desk.library.list(), desk.progress.read(), texts);
    standardOutput().write(`${lines.join('\n')}\n`);
    return 0;
  }
  const lesson = await told(() => desk.library.read(name));
  const text = lesson.texts[texts.language];
  const language = await languageFor(options.language, desk);
  const chosen = chosenFrom(options.set ?? [], lesson, language.name);
  const source = withValues(lesson.programs[language.name], lesson.parameters, { chosen, language: language.name });
  say([
    ...lessonHead(lesson, { text, source, language: language.name }, texts),
    ...language.remarks.map((key) => texts.say(key)),
  ]);
  if (options.run === false) return 0;
  const guesses = await askPredictions(lesson, text, texts);
  const run = await told(() =>
    desk.start(service, { language: language.name, source, stopsAtHang: lesson.stopsAtHang }),
  );
  await watched(run, texts);
  printReport(run, standardOutput(), texts);
  const isUnchanged = Object.keys(chosen).length === 0;
  say(resultLines(lesson, { text, run, language: language.name, guesses, isUnchanged }, texts));
  desk.progress.note(lesson.id, unmetOf(lesson, run.model).length === 0 ? 'seen' : 'opened');
  return lesson.stopsAtHang ? 0 : concludeRun(run, false, service);
}

async function watched(run: Run, texts: Texts): Promise<void> {
  const release = guardSignals(run, 'demo');
  const unwatch = await watchRun(run, texts);
  await run.ended;
  unwatch();
  release();
}

const say = (lines: readonly string[]): void => void standardOutput().write(`${lines.join('\n')}\n`);

/** What the lessons' room refuses, in the words of the command line. */
async function told<Value>(action: () => Promise<Value>): Promise<Value> {
  try {
    return await action();
  } catch (error) {
    const { id, values } = error as Partial<ToldError>;
    if (id === undefined) throw error;
    throw new CliError(id, values);
  }
}

/** The one that was asked for, else Python where there is one. */
async function languageFor(
  asked: string | undefined,
  desk: LessonDesk,
): Promise<{ readonly name: ProgramLanguage; readonly remarks: readonly string[] }> {
  const name = programLanguages.find((one) => one === asked);
  if (name !== undefined) return { name, remarks: [] };
  if (asked !== undefined) throw new CliError('unknownLanguage', { found: asked, names: programLanguages.join(', ') });
  const interpreters = await desk.interpreters();
  return interpreters.length > 0
    ? { name: 'python', remarks: [] }
    : { name: 'typescript', remarks: ['lesson.noPython'] };
}

function chosenFrom(given: readonly string[], { parameters }: Lesson, language: ProgramLanguage): Chosen {
  return Object.fromEntries(
    given.map((pair): [string, ParameterValue] => {
      const [id = '', wanted = ''] = pair.split('=', 2);
      const parameter = parameters.find((one) => one.id === id);
      const values = parameter === undefined ? [] : valuesOf(parameter, language);
      const value = values.find((one) => String(one) === wanted);
      if (value === undefined) {
        const names = parameters.map((one) => `${one.id}=${valuesOf(one, language).join('|')}`);
        throw new CliError('unknownParameter', { found: pair, names: names.join(', ') });
      }
      return [id, value];
    }),
  );
}

interface Told {
  readonly text: LessonText;
  readonly run: Run;
  readonly language: ProgramLanguage;
  readonly guesses: Readonly<Record<string, string>>;
  readonly isUnchanged: boolean;
}

function resultLines(
  lesson: Lesson,
  { text, run, language, guesses, isUnchanged }: Told,
  texts: Texts,
): readonly string[] {
  const { model } = run;
  const marks = marksOf(lesson, model, language).map(
    ({ id, t }) => `  ${(t / 1000).toFixed(2).padStart(6)} s  ${text.marks[id] ?? id}`,
  );
  const answers = predictionResults(lesson, model).flatMap(({ id, answer, isAsTaught }) => {
    const guess = guesses[id];
    const key = guess === undefined ? 'answer' : guess === answer ? 'guessRight' : 'guessWrong';
    return [
      `  ${text.predictions[id]?.question ?? id}`,
      `  ${texts.say(`lesson.${key}`, { answer: answer ?? texts.say('lesson.unknown'), guess: guess ?? '' })}`,
      ...(isAsTaught || !isUnchanged
        ? [text.predictions[id]?.explanation ?? ''].map((line) => `  ${line}`)
        : [`  ${texts.say('lesson.otherwise')}`]),
    ];
  });
  const unmet = unmetOf(lesson, model);
  const check =
    unmet.length === 0
      ? [texts.say('lesson.seen'), `  ${text.point.replaceAll('\n', '\n  ')}`]
      : isImpossibleHere(lesson, model)
        ? [texts.say('lesson.notSeen'), `  ${text.impossible.replaceAll('\n', '\n  ')}`]
        : [
            texts.say('lesson.notSeen'),
            ...unmet.map(
              ({ condition, found }) =>
                `  ${texts.say('lesson.unmet', { condition, found: found ?? texts.say('lesson.unknown') })}`,
            ),
          ];
  return ['', texts.say('lesson.marks'), ...marks, '', texts.say('lesson.predictions'), ...answers, '', ...check];
}
