/**
 * The recordings as a person keeps them: named, tagged, pinned, removed and brought back.
 *
 * What is removed goes into the folder `removed` beside the others and is deleted when the
 * window starts the next time, so that removing can be undone. A recording that lies outside
 * the folder is only forgotten.
 */
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type ListedRecording,
  type MarksPatch,
  noMarks,
  type RecordingEntry,
  recordingMarksSchema,
} from '../../shared/recording';
import type { EpochMilliseconds, Milliseconds } from '../../shared/units';
import { makeFolder } from '../make-folder';
import { type Marks, MarksFile } from './marks-file';
import { RecordingError } from './recording-error';
import type { KeepingLimits, RecordingLibrary } from './recording-library';
import { PART_SUFFIX } from './recording-writer';
import { isBeingWritten, recoverRecording } from './recover-recording';

const REMOVED_FOLDER = 'removed';
/** A window that was closed by mistake can be opened again within this time. */
const REMOVED_FOR: Milliseconds = 3_600_000;

export class RecordingShelf {
  readonly #library: RecordingLibrary;
  readonly #marks: MarksFile;

  constructor(library: RecordingLibrary) {
    this.#library = library;
    this.#marks = new MarksFile(library.folder);
  }

  /** Newest first. */
  async list(): Promise<readonly ListedRecording[]> {
    const [marks, entries] = await Promise.all([this.#marks.read(), this.#library.list()]);
    const elsewhere = await Promise.all(marks.elsewhere.map((path) => this.#library.entryOf(path)));
    const listed = await Promise.all([
      ...entries.map((entry) => listedOf(entry, marks, false)),
      ...elsewhere.flatMap((entry) => (entry === undefined ? [] : [listedOf(entry, marks, true)])),
    ]);
    return listed.sort((a, b) => b.startedAt - a.startedAt || b.path.localeCompare(a.path));
  }

  /** Changes the marks that are given. */
  async mark(path: string, patch: MarksPatch): Promise<void> {
    this.#library.prepare();
    const key = this.#keyOf(path);
    await this.#marks.change((marks) => ({
      ...marks,
      files: { ...marks.files, [key]: recordingMarksSchema.parse({ ...(marksOf(marks, key) ?? noMarks), ...patch }) },
    }));
  }

  /** A recording outside the folder was opened: it is listed from now on. */
  async remember(path: string): Promise<void> {
    if (this.#isOwn(path)) return;
    this.#library.prepare();
    await this.#marks.remember(path);
  }

  /** @throws {RecordingError} for one that is being written. */
  async remove(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      if (this.#isOwn(path)) await this.#putAway(path);
      else
        await this.#marks.change((marks) => ({ ...marks, elsewhere: marks.elsewhere.filter((one) => one !== path) }));
    }
  }

  /** Undoes {@link remove}. One that is not there any more, or whose place is taken, stays away. */
  async restore(paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      if (!this.#isOwn(path)) await this.#marks.remember(path);
      else if (!(await exists(path))) await rename(this.#removedPath(path), path);
    }
  }

  /**
   * Closes a recording that was cut off.
   *
   * @returns its new path.
   * @throws {RecordingError} when it is still written, or its place is taken.
   */
  async recover(path: string): Promise<string> {
    const whole = path.slice(0, -PART_SUFFIX.length);
    if (!path.endsWith(PART_SUFFIX) || (await exists(whole)) || (await isBeingWritten(path))) throw inUse(path);
    return recoverRecording(path);
  }

  /** Removes the oldest beyond the limits, but no pinned ones. */
  async tidy(limits: KeepingLimits, inUse: ReadonlySet<string>): Promise<void> {
    const pinned = (await this.list()).filter(({ marks }) => marks.isPinned).map(({ path }) => path);
    await this.#library.prune(limits, new Set([...inUse, ...pinned]));
  }

  /** Deletes for good what was removed some time ago. */
  async emptyRemoved(now: EpochMilliseconds = Date.now()): Promise<void> {
    const folder = join(this.#library.folder, REMOVED_FOLDER);
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const { ctimeMs } = await stat(path);
      if (now - ctimeMs > REMOVED_FOR) await rm(path, { force: true });
    }
  }

  async #putAway(path: string): Promise<void> {
    if (path.endsWith(PART_SUFFIX) && (await isBeingWritten(path))) throw inUse(path);
    makeFolder(join(this.#library.folder, REMOVED_FOLDER), 0o700);
    await rename(path, this.#removedPath(path));
  }

  #removedPath(path: string): string {
    return join(this.#library.folder, REMOVED_FOLDER, basename(path));
  }

  #isOwn(path: string): boolean {
    return dirname(path) === this.#library.folder;
  }

  #keyOf(path: string): string {
    return this.#isOwn(path) ? keyOf(basename(path)) : keyOf(path);
  }
}

async function listedOf(entry: RecordingEntry, marks: Marks, isElsewhere: boolean): Promise<ListedRecording> {
  const key = keyOf(isElsewhere ? entry.path : basename(entry.path));
  const isCutOff = entry.isUnfinished && !(await isBeingWritten(entry.path).catch(() => true));
  return { ...entry, marks: marksOf(marks, key) ?? noMarks, isElsewhere, isCutOff };
}

function marksOf(marks: Marks, key: string) {
  return Object.hasOwn(marks.files, key) ? marks.files[key] : undefined;
}

/** Marks stay with a recording that is closed later. */
function keyOf(name: string): string {
  return name.endsWith(PART_SUFFIX) ? name.slice(0, -PART_SUFFIX.length) : name;
}

function inUse(path: string): RecordingError {
  return new RecordingError('in-use', path, { message: `Cannot change ${path}: it is being written` });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
