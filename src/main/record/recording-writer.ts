/**
 * Writes a run's events to its recording while it happens.
 *
 * The file grows under the name `FILE.part` and gets its own name when it is closed, so that
 * a file without `.part` is always whole. Events are gathered for at most a quarter of a second,
 * and written at once where the last write is longer ago: when Joinscope is killed, that much is
 * lost, and while nothing happens nobody wakes up to write nothing. Nothing here ever throws into
 * the run: when the disk is full or the folder is gone, recording stops, the caller is told
 * once, and the run goes on.
 */
import { fstatSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import type { RunEvent } from '../../shared/events';
import { defaultKeeping } from '../../shared/keeping';
import { reasonOf } from '../../shared/outcome';
import type { RecordingHeader } from '../../shared/recording';
import type { Bytes, Milliseconds, MonotonicMilliseconds } from '../../shared/units';
import { errorCodeOf, type RecordingError } from './recording-error';
import { Redactor } from './redact';
import { withColumns } from './sample-columns';
import { cannotRecord, whyRefused } from './why-refused';

/** Ending of a recording that was not closed. */
export const PART_SUFFIX = '.part';

/** From the begin of one write to that of the next. */
const FLUSH_INTERVAL: Milliseconds = 250;
/** Written at once when this much is gathered. */
const FLUSH_SIZE: Bytes = 256 * 1024;
/** Gathered while the disk is slow; beyond it, samples and output are dropped and counted. */
const MAX_PENDING: Bytes = 32 * 1024 * 1024;

/** Events that a full recording does without: they come by the thousand and only fill charts. */
const DISPENSABLE: ReadonlySet<RunEvent['type']> = new Set([
  'sample',
  'log',
  'task-submitted',
  'task-started',
  'task-finished',
  'queue-depth',
  'wait-started',
  'wait-ended',
] as const);

/** What went wrong with a recording that goes on, or does not; `id` is a key below `notice.` of the locales. */
export interface RecordingProblem {
  readonly id: 'recording-full' | 'recording-stopped' | 'recording-removed';
  readonly values: Readonly<Record<string, string | number>>;
}

export interface RecordingOptions {
  /** Told at most once of each problem. */
  readonly onProblem?: (problem: RecordingProblem) => void;
  readonly maxSize?: Bytes;
  /** Replaced by `~` in what is written. */
  readonly home?: string;
}

export class RecordingWriter {
  /** The file's name once it is closed. */
  readonly path: string;
  readonly #file: FileHandle;
  readonly #redactor: Redactor;
  readonly #onProblem: (problem: RecordingProblem) => void;
  readonly #maxSize: Bytes;
  #timer: NodeJS.Timeout | undefined;
  #flushedAt: MonotonicMilliseconds = -Infinity;
  #pending: string[] = [];
  /** Characters gathered and not yet handed to the system: bytes, as nearly all text is ASCII. */
  #pendingSize: Bytes = 0;
  #size: Bytes = 0;
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;
  #state: 'open' | 'full' | 'stopped' | 'closed' = 'open';
  #dropped = 0;
  #lastTime: Milliseconds = 0;

  private constructor(path: string, file: FileHandle, options: RecordingOptions) {
    this.path = path;
    this.#file = file;
    this.#redactor = new Redactor(options.home ?? homedir());
    this.#onProblem = options.onProblem ?? (() => undefined);
    this.#maxSize = options.maxSize ?? defaultKeeping.recordingSize;
  }

  /**
   * Begins `path`, as `path.part`, with the header as its first line.
   *
   * @throws {RecordingError} when the folder does not exist or may not be written, has no room, or when
   *   `path.part` exists: then another run is being recorded there, or one was cut off.
   */
  static async open(path: string, header: RecordingHeader, options: RecordingOptions = {}): Promise<RecordingWriter> {
    const file = await createPart(path);
    const writer = new RecordingWriter(path, file, options);
    try {
      await writer.#begin(header);
    } catch (cause) {
      clearInterval(writer.#timer);
      await file.close().catch(() => undefined);
      await rm(writer.partPath, { force: true });
      throw refusalOf(path, cause);
    }
    return writer;
  }

  /** Where it is written now. */
  get partPath(): string {
    return this.path + PART_SUFFIX;
  }

  /** Bytes written or gathered. */
  get size(): Bytes {
    return this.#size + this.#pendingSize;
  }

  append(events: readonly RunEvent[]): void {
    if (this.#state === 'stopped' || this.#state === 'closed') return;
    for (const event of events) this.#append(event);
    this.#flushInTime();
  }

  /**
   * Writes what is left and gives the file its name.
   *
   * @returns false when recording had stopped, or the file could not be named.
   */
  async close(): Promise<boolean> {
    if (this.#state === 'closed') return false;
    const wasStopped = this.#state === 'stopped';
    clearTimeout(this.#timer);
    if (this.#dropped > 0 && !wasStopped) this.#gather(this.#lostEvent());
    this.#flush();
    await this.#writing;
    await this.#flushRest();
    const isWhole = !wasStopped && !this.#isStopped();
    this.#state = 'closed';
    await this.#file.close().catch(() => undefined);
    return (await this.#nameFile(isWhole)) && isWhole;
  }

  async #begin(header: RecordingHeader): Promise<void> {
    const bytes = Buffer.from(`${JSON.stringify({ ...header, title: this.#redactor.title(header.title) })}\n`);
    await this.#file.appendFile(bytes);
    this.#size += bytes.length;
  }

  #append(event: RunEvent): void {
    if (event.t > this.#lastTime) this.#lastTime = event.t;
    const isDispensable = DISPENSABLE.has(event.type);
    if (isDispensable && (this.#state === 'full' || this.#pendingSize > MAX_PENDING)) {
      this.#dropped += 1;
      return;
    }
    const safe = this.#redactor.redact(event);
    this.#gather(safe.type === 'sample' ? withColumns(safe) : safe);
    if (this.#state === 'open' && this.size >= this.#maxSize) this.#becomeFull();
  }

  #becomeFull(): void {
    this.#state = 'full';
    const id = 'recording-full';
    const values = { path: this.#redactor.text(this.path), size: this.#maxSize };
    this.#gather({ type: 'notice', t: this.#lastTime, level: 'warning', id, values } satisfies RunEvent);
    this.#onProblem({ id, values: { ...values, path: this.path } });
  }

  #lostEvent(): RunEvent {
    return { type: 'lost', t: this.#lastTime, count: this.#dropped, source: 'recording' };
  }

  #gather(line: object): void {
    const text = `${JSON.stringify(line)}\n`;
    this.#pending.push(text);
    this.#pendingSize += text.length;
  }

  #flushInTime(): void {
    const due = this.#flushedAt + FLUSH_INTERVAL - performance.now();
    if (this.#pendingSize >= FLUSH_SIZE || due <= 0) this.#flush();
    else if (this.#pendingSize > 0) this.#timer ??= setTimeout(() => this.#flush(), due).unref();
  }

  /** Hands what is gathered to the system, one write after the other. */
  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#isWriting || this.#pendingSize === 0 || this.#state === 'stopped') return;
    this.#flushedAt = performance.now();
    const bytes = Buffer.from(this.#pending.join(''));
    this.#pending = [];
    this.#pendingSize = 0;
    this.#size += bytes.length;
    this.#isWriting = true;
    this.#writing = this.#write(bytes).finally(() => {
      this.#isWriting = false;
      if (this.#state !== 'closed') this.#flushInTime();
    });
  }

  async #flushRest(): Promise<void> {
    // The end of one write begins the next by itself, so that nothing may be left while one is under way.
    while ((this.#isWriting || this.#pendingSize > 0) && !this.#isStopped()) {
      this.#flush();
      await this.#writing;
    }
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      await this.#file.appendFile(bytes);
      // A file whose name was removed takes bytes without end and keeps none of them.
      // It was written this moment, so that its facts are at hand: to ask another thread for them would take longer.
      if (fstatSync(this.#file.fd).nlink === 0)
        this.#stop({ id: 'recording-removed', values: { path: this.partPath } });
    } catch (error) {
      this.#stop(this.#stopped(error));
    }
  }

  #stop(problem: RecordingProblem): void {
    if (this.#isStopped()) return;
    this.#state = 'stopped';
    this.#pending = [];
    this.#pendingSize = 0;
    clearTimeout(this.#timer);
    this.#onProblem(problem);
  }

  #stopped(error: unknown): RecordingProblem {
    return { id: 'recording-stopped', values: { ...reasonOf(error), path: this.path } };
  }

  /** A getter of its own: the state changes behind an `await`, which narrowing does not see. */
  #isStopped(): boolean {
    return this.#state === 'stopped';
  }

  async #nameFile(isWhole: boolean): Promise<boolean> {
    try {
      await rename(this.partPath, this.path);
      return true;
    } catch (error) {
      // Of a recording that had stopped the caller knows already.
      if (isWhole) this.#onProblem(this.#stopped(error));
      return false;
    }
  }
}

async function createPart(path: string): Promise<FileHandle> {
  try {
    return await open(path + PART_SUFFIX, 'wx', 0o600);
  } catch (cause) {
    throw refusalOf(path, cause);
  }
}

function refusalOf(path: string, cause: unknown): RecordingError {
  switch (errorCodeOf(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return cannotRecord('no-folder', path, {
        reason: `there is no folder ${dirname(path)}`,
        id: 'record-no-folder',
        values: { folder: dirname(path) },
        cause,
      });
    case 'EEXIST':
      return cannotRecord('in-use', path, {
        reason: `${path}${PART_SUFFIX} exists: another run is being recorded there, or one was cut off`,
        id: 'record-in-use',
        values: { part: path + PART_SUFFIX },
        cause,
      });
    default:
      return cannotRecord('no-access', path, { ...whyRefused(cause, path), cause });
  }
}
