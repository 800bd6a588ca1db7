/**
 * `marks.json` of a folder of recordings: what a person says of them, and recordings that were
 * opened from elsewhere. Unlike the index it cannot be made anew, so a file that is damaged
 * is put aside and not written over.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { recordingMarksSchema } from '../../shared/recording';
import { errorCodeOf } from './recording-error';

const MARKS_FILE = 'marks.json';
/** More than anybody marks by hand: beyond it the file is not ours. */
const MOST_MARKS = 100_000;
const MOST_ELSEWHERE = 100;

const marksSchema = z.object({
  version: z.literal(1),
  /** By the file's name without `.part`. */
  files: z
    .record(z.string(), recordingMarksSchema)
    .refine((files) => Object.keys(files).length <= MOST_MARKS, `Expected at most ${MOST_MARKS} recordings`),
  /** Full paths, the one opened last first. */
  elsewhere: z.array(z.string().min(1).max(4096)).max(MOST_ELSEWHERE),
});
export type Marks = Readonly<z.infer<typeof marksSchema>>;

const none: Marks = { version: 1, files: {}, elsewhere: [] };

export class MarksFile {
  readonly #path: string;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.#path = join(folder, MARKS_FILE);
  }

  /** A file that is missing or damaged has no marks. */
  async read(): Promise<Marks> {
    try {
      return marksSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch {
      return none;
    }
  }

  /** Changes follow each other. @throws the system's error when the file cannot be written. */
  change(next: (marks: Marks) => Marks): Promise<void> {
    const changed = this.#changing.then(async () => this.#write(next(await this.#readOrPutAside())));
    this.#changing = changed.catch(() => undefined);
    return changed;
  }

  /** The file opened from elsewhere comes first; the oldest beyond the limit is forgotten. */
  remember(path: string): Promise<void> {
    return this.change((marks) => ({
      ...marks,
      elsewhere: [path, ...marks.elsewhere.filter((one) => one !== path)].slice(0, MOST_ELSEWHERE),
    }));
  }

  async #readOrPutAside(): Promise<Marks> {
    try {
      return marksSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') await rename(this.#path, `${this.#path}.corrupt-${Date.now()}`);
      return none;
    }
  }

  async #write(marks: Marks): Promise<void> {
    const beside = `${this.#path}.${process.pid}.tmp`;
    try {
      await writeFile(beside, JSON.stringify(marks), { mode: 0o600 });
      await rename(beside, this.#path);
    } finally {
      await rm(beside, { force: true });
    }
  }
}
