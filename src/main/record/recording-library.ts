/**
 * The folder of recordings: what is in it, and how much may stay.
 *
 * Reading 200 recordings for a list would take seconds, so what a list says of each is kept
 * in `index.json` and taken from there as long as name, size and time of change agree. The
 * index is only a cache: when it is damaged or gone, it is made anew.
 */
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RecordingEntry } from '../../shared/recording';
import type { Bytes, RunId } from '../../shared/units';
import { makeFolder } from '../make-folder';
import type { DigestReader, RecordingDigest } from './entry-of';
import type { Index, IndexedFile } from './library-index';
import { PART_SUFFIX } from './recording-writer';
import { RecordingError } from './recording-error';
import { cannotRecord, whyRefused } from './why-refused';

const ENDING = '.joinscope';
const INDEX_FILE = 'index.json';

/** How much is kept; the oldest goes first. */
export interface KeepingLimits {
  readonly recordings: number;
  readonly size: Bytes;
}

interface Growing {
  /** A file of the same name may be another one. */
  readonly ino: number;
  readonly reader: DigestReader;
}

interface FileFacts {
  readonly ino: number;
  readonly size: Bytes;
  readonly isUnfinished: boolean;
}

export class RecordingLibrary {
  readonly folder: string;
  /** What was read of files outside, for as long as the program runs. */
  readonly #elsewhere = new Map<string, IndexedFile>();
  /** By the name without `.part`: of a recording that is being written only what is new is read. */
  readonly #growing = new Map<string, Growing>();
  #listing: Promise<unknown> = Promise.resolve();
  /** A list that has not begun yet: it will know what changed until then. */
  #nextList: Promise<readonly RecordingEntry[]> | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Where the recording of a run is, or will be. */
  pathOf(runId: RunId): string {
    return join(this.folder, runId + ENDING);
  }

  /**
   * Makes the folder, readable by its owner only.
   *
   * @throws {RecordingError} `no-folder`, with what stands in the way.
   */
  prepare(): void {
    try {
      makeFolder(this.folder, 0o700);
    } catch (cause) {
      throw cannotRecord('no-folder', this.folder, { ...whyRefused(cause, this.folder), cause });
    }
  }

  /** Newest first. Files that are no recordings are left out; a folder that is missing is empty. One at a time: it reads what it does not know. */
  list(): Promise<readonly RecordingEntry[]> {
    this.#nextList ??= this.#listing.then(() => {
      this.#nextList = undefined;
      const list = this.#listNow();
      this.#listing = list.catch(() => undefined);
      return list;
    });
    return this.#nextList;
  }

  async #listNow(): Promise<readonly RecordingEntry[]> {
    const known = await this.#readIndex();
    const files: Record<string, IndexedFile> = {};
    let hasChanged = false;
    for (const name of await this.#recordingNames()) {
      const before = Object.hasOwn(known, name) ? known[name] : undefined;
      const file = await this.#look(name, before);
      if (file === undefined) continue;
      files[name] = file;
      hasChanged ||= file !== before;
    }
    if (hasChanged || Object.keys(known).length !== Object.keys(files).length) await this.#writeIndex(files);
    return Object.values(files)
      .flatMap(({ entry }) => entry ?? [])
      .sort((a, b) => b.startedAt - a.startedAt || b.path.localeCompare(a.path));
  }

  /** What a list says of a recording outside the folder; `undefined` when it is none, or gone. */
  async entryOf(path: string): Promise<RecordingEntry | undefined> {
    const known = this.#elsewhere.get(path);
    const file = await this.#look(path, known);
    if (file !== undefined) this.#elsewhere.set(path, file);
    return file?.entry;
  }

  /**
   * Removes the oldest recordings beyond the limits.
   *
   * @param inUse paths that stay whatever their age: runs that are being recorded or shown.
   * @returns the paths that were removed.
   */
  async prune(limits: KeepingLimits, inUse: ReadonlySet<string> = new Set()): Promise<string[]> {
    if (await this.isWithin(limits)) return [];
    const removed: string[] = [];
    let size = 0;
    let count = 0;
    for (const entry of await this.list()) {
      size += entry.sizeBytes;
      count += 1;
      const isSurplus = count > limits.recordings || size > limits.size;
      if (!isSurplus || inUse.has(entry.path)) continue;
      await rm(entry.path, { force: true });
      removed.push(entry.path);
      size -= entry.sizeBytes;
      count -= 1;
    }
    return removed;
  }

  /** Told by names and sizes alone, without reading a recording. */
  async isWithin({ recordings, size }: KeepingLimits): Promise<boolean> {
    const names = await this.#recordingNames();
    if (names.length > recordings) return false;
    const sizes = await Promise.all(names.map((name) => sizeOf(join(this.folder, name))));
    return sizes.reduce((sum, each) => sum + each, 0) <= size;
  }

  async #recordingNames(): Promise<string[]> {
    try {
      const names = await readdir(this.folder);
      return names.filter((name) => name.endsWith(ENDING) || name.endsWith(ENDING + PART_SUFFIX));
    } catch {
      return [];
    }
  }

  /** What is known of a file, from the index where it still holds. */
  async #look(name: string, known: IndexedFile | undefined): Promise<IndexedFile | undefined> {
    const path = resolve(this.folder, name);
    try {
      const { size, mtimeMs, ino } = await stat(path);
      if (known?.size === size && known.changed === mtimeMs && (known.entry?.path ?? path) === path) return known;
      const isUnfinished = name.endsWith(PART_SUFFIX);
      const digest = await this.#read(path, { ino, size, isUnfinished });
      return { size, changed: mtimeMs, entry: { ...digest, path, sizeBytes: size, isUnfinished } };
    } catch (error) {
      return error instanceof RecordingError ? this.#refused(path) : undefined;
    }
  }

  async #read(path: string, { ino, size, isUnfinished }: FileFacts): Promise<RecordingDigest> {
    const key = isUnfinished ? path.slice(0, -PART_SUFFIX.length) : path;
    const known = this.#growing.get(key);
    const isKnown = known?.ino === ino && known.reader.position <= size;
    this.#growing.delete(key);
    const { DigestReader } = await import('./entry-of');
    const reader = isKnown ? known.reader : new DigestReader({ isGrowing: isUnfinished });
    const digest = await reader.read(path);
    if (isUnfinished) this.#growing.set(key, { ino, reader });
    return digest;
  }

  /** Remembers that a file is no recording, so that it is not read at each listing. */
  async #refused(path: string): Promise<IndexedFile | undefined> {
    try {
      const { size, mtimeMs } = await stat(path);
      return { size, changed: mtimeMs };
    } catch {
      return undefined;
    }
  }

  async #readIndex(): Promise<Index['files']> {
    try {
      const given: unknown = JSON.parse(await readFile(join(this.folder, INDEX_FILE), 'utf8'));
      const { indexSchema } = await import('./library-index');
      return indexSchema.parse(given).files;
    } catch {
      return {};
    }
  }

  /** Written beside and renamed, so that nobody ever reads half an index. A failure costs only time. */
  async #writeIndex(files: Index['files']): Promise<void> {
    const path = join(this.folder, INDEX_FILE);
    const beside = `${path}.${process.pid}.tmp`;
    try {
      await writeFile(beside, JSON.stringify({ version: 1, files } satisfies Index), { mode: 0o600 });
      await rename(beside, path);
    } catch {
      await rm(beside, { force: true }).catch(() => undefined);
    }
  }
}

/** @returns 0 for a file that has gone. */
async function sizeOf(path: string): Promise<Bytes> {
  try {
    return (await stat(path)).size;
  } catch {
    return 0;
  }
}
