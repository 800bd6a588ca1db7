import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resourceFile } from '../entry-file';
import type { Lesson, LessonEntry } from '../../shared/lesson/lesson';
import type { BrokenLesson, LessonList } from '../../shared/lesson/lesson-list';
import { LessonError } from '../../shared/lesson/lesson-error';
import { lessonFiles, type LessonFiles, readLesson } from '../../shared/lesson/read-lesson';

/** No lesson has this name; `names` are those that there are. */
export class UnknownLessonError extends Error {
  override readonly name = 'UnknownLessonError';
  readonly id = 'unknownLesson';
  readonly values: Readonly<Record<string, string>>;

  constructor(found: string, names: readonly string[]) {
    super(`Expected one of ${names.join(', ')}, found ${found}`);
    this.values = { found, names: names.join(', ') };
  }
}

const LESSON_NAME = /^[a-z0-9][a-z0-9-]*$/;

/** The lessons in our resources and in a folder of the user's. Read anew each time: a teacher edits them. */
export class LessonLibrary {
  readonly #folders: readonly string[];
  readonly #own: string;

  /** @param own the user's folder, which need not exist. */
  constructor(own: string, ours: string = resourceFile('lessons')) {
    this.#folders = [ours, own];
    this.#own = own;
  }

  async list(): Promise<LessonList> {
    const lessons: LessonEntry[] = [];
    const broken: BrokenLesson[] = [];
    for (const folder of this.#folders) {
      const found: LessonEntry[] = [];
      for (const id of await namesIn(folder)) {
        try {
          found.push(entryOf(await readFrom(folder, id)));
        } catch (error) {
          broken.push({ id, reason: error instanceof Error ? error.message : String(error) });
        }
      }
      lessons.push(...found.sort((a, b) => a.number - b.number));
    }
    return { lessons, broken, ownFolder: this.#own };
  }

  /** @throws {LessonError} with file and line; {@link UnknownLessonError}. */
  async read(id: string): Promise<Lesson> {
    for (const folder of this.#folders) if ((await namesIn(folder)).includes(id)) return readFrom(folder, id);
    const names = await Promise.all(this.#folders.map(namesIn));
    throw new UnknownLessonError(id, names.flat());
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory() && LESSON_NAME.test(entry.name)).map(({ name }) => name);
}

async function readFrom(folder: string, id: string): Promise<Lesson> {
  const pairs = lessonFiles.map(async (name) => {
    try {
      return [name, await readFile(join(folder, id, name), 'utf8')] as const;
    } catch {
      throw new LessonError(join(id, name), 1, 'Expected this file, found none');
    }
  });
  try {
    return readLesson(id, Object.fromEntries(await Promise.all(pairs)) as LessonFiles);
  } catch (error) {
    // Which of many folders it was is known only here.
    if (!(error instanceof LessonError) || error.message.startsWith(id)) throw error;
    const { file, line, reason } = error.values;
    throw new LessonError(join(id, String(file)), Number(line), String(reason));
  }
}

function entryOf({ id, number, course, minutes, texts }: Lesson): LessonEntry {
  return { id, number, course, minutes, titles: { en: texts.en.title, zh: texts.zh.title } };
}
