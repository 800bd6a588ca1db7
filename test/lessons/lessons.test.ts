/**
 * Every lesson, in both languages, with each start method that it offers, and with its parameters at their ends: its predictions,
 * marks, check and verdicts are what the texts say, and both programs print and leave alike.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LessonDesk } from '../../src/main/lessons/lesson-desk';
import { createRunService } from '../../src/main/runs/create-run-service';
import { type Lesson, type ProgramLanguage, programLanguages } from '../../src/shared/lesson/lesson';
import { readLesson, type LessonFiles, lessonFiles } from '../../src/shared/lesson/read-lesson';
import {
  isImpossibleHere,
  lineOfSnippet,
  marksOf,
  predictionResults,
  unmetOf,
} from '../../src/shared/lesson/lesson-result';
import { findNamed } from '../../src/shared/lesson/named-process';
import type { RunModel } from '../../src/shared/model/run-model';
import { valueIn, valuesOf } from '../../src/shared/lesson/parameters';
import { type Play, type Played, playLesson } from './run-lesson';

/** So many at once: most of them wait. */
const AT_ONCE = 2;
const LIMIT_MS = 12 * 60_000;
/** A busy machine may cost the report of a process that dies young: what was not seen is looked at again. */
const TURNS = 3;

const FOLDER = join(import.meta.dirname, '..', '..', 'resources', 'lessons');
const asked = process.env['JOINSCOPE_LESSON'];

const lessons = readdirSync(FOLDER)
  .map((id) => {
    const files = lessonFiles.map((name) => [name, readFileSync(join(FOLDER, id, name), 'utf8')]);
    return readLesson(id, Object.fromEntries(files) as LessonFiles);
  })
  .filter(({ id }) => asked === undefined || asked.split(',').includes(id))
  .sort((a, b) => a.number - b.number);

/** As it comes, and once more with each other start method that it offers. */
function playsOf(lesson: Lesson, language: ProgramLanguage): readonly Play[] {
  const method = lesson.parameters.find(({ id }) => id === 'method');
  const methods = method === undefined ? [] : valuesOf(method, language);
  if (method === undefined || methods.length === 0) return [{ lesson, language, chosen: {} }];
  return methods.map((value) => ({ lesson, language, chosen: { method: value } }));
}

/** With its parameters at their ends, where these are not what the program has anyway; start methods and slow motion apart. */
function endsOf(lesson: Lesson, language: ProgramLanguage): readonly Play[] {
  const own = lesson.parameters.filter(({ id, slows }) => !slows && id !== 'method');
  const ends = [0, -1].map((place) =>
    own.flatMap((parameter) => {
      const value = valuesOf(parameter, language).at(place);
      const isOther = value !== undefined && value !== valueIn(lesson.programs[language], parameter.constant);
      return isOther ? [[parameter.id, value] as const] : [];
    }),
  );
  return ends
    .filter((end) => end.length > 0)
    .map((end) => ({ lesson, language, chosen: Object.fromEntries(end), isAtEnd: true }));
}

const plays = lessons.flatMap((lesson) =>
  programLanguages.flatMap((language) => [...playsOf(lesson, language), ...endsOf(lesson, language)]),
);
const titleOf = ({ language, chosen }: Play): string => [language, ...Object.values(chosen).map(String)].join(', ');
const played = new Map<Play, Played>();

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-lessons-test-'));
  const service = createRunService({ version: '0.1.0', folder });
  const desk = new LessonDesk(folder);
  const waiting = plays.filter((play) => !isAlone(play));
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift())
      played.set(next, await playSurely(next, { desk, service }));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    waiting.push(...plays.filter(isAlone));
    await lane();
  } finally {
    await service.stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}, LIMIT_MS);

for (const lesson of lessons) {
  const own = plays.filter((play) => play.lesson === lesson);
  const isFit = availableParallelism() >= lesson.cores;
  describe(`${lesson.number} ${lesson.id}`, () => {
    for (const play of own.filter(({ isAtEnd }) => isAtEnd !== true)) {
      // What a machine cannot show, the lesson says itself: there is nothing to hold against it.
      it.runIf(isFit)(titleOf(play), () => {
        const result = playedOf(play);
        const said = result.model.output.entries.slice(-12).map(({ text }) => text);
        expect(missedBy(play, result), `it printed: ${said.join(' | ')}`).toEqual([]);
      });
    }

    it.runIf(isFit)('prints the same and ends with the same exit codes in both languages', () => {
      const [first, ...others] = own.filter(isUsual);
      if (first !== undefined) for (const other of others) expectAlike(first, other);
    });

    const ends = own.filter(({ isAtEnd }) => isAtEnd === true);
    if (ends.length === 0) return;
    it.runIf(isFit)('comes to a good end in both languages with its parameters at their ends', () => {
      for (const play of ends) {
        expect(missedBy(play, playedOf(play)), titleOf(play)).toEqual([]);
        const twin = ends.find(({ chosen, language }) => language === 'python' && isSame(chosen, play.chosen));
        if (twin !== undefined) expectAlike(twin, play);
      }
    });
  });
}

const isSame = (one: Play['chosen'], other: Play['chosen']): boolean => JSON.stringify(one) === JSON.stringify(other);

/** They print the same and end with the same exit codes. */
function expectAlike(one: Play, other: Play): void {
  const [first, second] = [playedOf(one), playedOf(other)];
  const title = `${titleOf(other)} against ${titleOf(one)}`;
  expect(second.output, title).toEqual(first.output);
  // One that died before it had its name is known by none.
  expect(second.exits[0], title).toBe(first.exits[0]);
  if (TERMINATED_POOLS.has(one.lesson.id)) return;
  const common = second.exits.filter((exit) => first.exits.some((each) => nameOf(each) === nameOf(exit)));
  expect(common, title).toEqual(first.exits.filter((exit) => common.some((each) => nameOf(each) === nameOf(exit))));
}

/** The kernel counts its kills for the whole machine: no other lesson's kill may fall into the same moment. */
function isAlone({ lesson }: Play): boolean {
  return lesson.check.some((condition) => condition.endsWith('is out-of-memory'));
}

function expectedOf({ lesson, chosen }: Play, id: string): string | undefined {
  const prediction = lesson.predictions.find((one) => one.id === id);
  return prediction?.otherwise?.[String(chosen['method'])] ?? prediction?.expect;
}

/** With no start method that gives another answer on purpose. */
function isUsual({ lesson, chosen, isAtEnd = false }: Play): boolean {
  if (isAtEnd) return false;
  return lesson.predictions.every(({ otherwise }) => otherwise?.[String(chosen['method'])] === undefined);
}

/** A pool that is terminated ends its workers by a signal or lets them leave, as it happens. */
const TERMINATED_POOLS: ReadonlySet<string> = new Set(['pool-worker-dies']);

const nameOf = (exit: string): string => exit.slice(0, exit.indexOf(':'));

/** Plays it again while something was not to be seen. */
async function playSurely(play: Play, parts: Parameters<typeof playLesson>[1]): Promise<Played> {
  let last = await playLesson(play, parts);
  for (let turn = 1; turn < TURNS && missedBy(play, last).length > 0; turn += 1) last = await playLesson(play, parts);
  return last;
}

/** What the texts say and the run does not. */
function missedBy(play: Play, { model, output }: Played): readonly string[] {
  const { lesson, language } = play;
  if (isImpossibleHere(lesson, model)) return [];
  // Its answers are others there: that it ends well is all that can be asked.
  if (play.isAtEnd === true)
    return model.processes[0]?.verdict?.cause === 'ok' && output.length > 0
      ? []
      : [`ended otherwise: ${output.join(' | ')}`];
  const came = marksOf(lesson, model, language).map(({ id }) => id);
  return [
    ...unmetOf(lesson, model).map(({ condition, found }) => `${condition}: found ${found ?? 'nothing'}`),
    ...predictionResults(lesson, model)
      .filter(({ id, answer }) => answer !== expectedOf(play, id))
      .map(({ id, answer }) => `${id}: answered ${answer ?? 'nothing'}`),
    ...lesson.marks.filter(({ id }) => !came.includes(id)).map(({ id }) => `mark ${id} did not come`),
    ...sendersBeside(play, model),
    ...(output.length === 0 ? ['it printed nothing'] : []),
  ];
}

/** A mark at a signal stands at the line that sent it. */
function sendersBeside({ lesson, language }: Play, model: RunModel): readonly string[] {
  return lesson.marks.flatMap(({ id, when, ...snippets }) => {
    const name = /^signal-sent of (.+)$/.exec(when)?.[1];
    const pid = name === undefined ? undefined : findNamed(model, name)?.pid;
    const sent = model.listed.entries.find((event) => event.type === 'signal-sent' && event.pid === pid);
    if (sent?.type !== 'signal-sent') return [];
    const line = lineOfSnippet(lesson.programs[language], snippets[language]);
    return sent.line === line
      ? []
      : [`mark ${id} at line ${line ?? '?'}, sent at ${sent.file ?? '?'}:${sent.line ?? '?'}`];
  });
}

function playedOf(play: Play): Played {
  const found = played.get(play);
  if (found === undefined) throw new Error('It did not run');
  return found;
}
