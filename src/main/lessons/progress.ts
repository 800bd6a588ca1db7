import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type LessonProgress, lessonProgressSchema } from '../../shared/lesson/progress';
import { makeFolder } from '../make-folder';

/** What the reader has done, in a file of the user's data folder. One that is damaged is as none. */
export class ProgressFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  read(): LessonProgress {
    try {
      return lessonProgressSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return {};
    }
  }

  /**
   * Keeps that a lesson was opened, or that its point was seen, which is never taken back.
   *
   * @throws the system's error when the file cannot be written.
   */
  note(id: string, state: 'opened' | 'seen'): LessonProgress {
    const before = this.read();
    if (before[id] === 'seen' || before[id] === state) return before;
    const after = { ...before, [id]: state };
    makeFolder(dirname(this.#path));
    // Moved into place whole: the window and the command line may write at the same time.
    const draft = `${this.#path}.${process.pid}`;
    writeFileSync(draft, `${JSON.stringify(after, undefined, 2)}\n`);
    renameSync(draft, this.#path);
    return after;
  }
}
