import { type RunEvent, runEventSchema } from '../../shared/events';
import type { RecordingEntry, RecordingHeader } from '../../shared/recording';
import type { Bytes } from '../../shared/units';
import { worstOf } from '../../shared/urgency';
import { RunModel } from '../../shared/model/run-model';
import { NeededLines } from './needed-lines';
import { readAddedLines, readLines } from './read-recording';

/** What a list says of a recording, apart from its place and size. */
export type RecordingDigest = Omit<RecordingEntry, 'path' | 'sizeBytes' | 'isUnfinished'>;

/** Of the lines that pass the sieve only these say what a list needs. */
const NEEDED = /"type":"(?:process-started|process-renamed|process-exited|verdict|run-ended)"/;
/** The time of a line, wherever it stands in it. */
const TIME = /"t":(-?\d+(?:\.\d+)?)/;

/**
 * Reads what a list says of a recording. Faster than opening it, because samples, output
 * and tasks are passed over as bytes; and of one that has grown since, only what was added is read.
 */
export class DigestReader {
  readonly #model = new RunModel();
  readonly #sieve: NeededLines;
  #header: RecordingHeader | undefined;

  constructor(options: { readonly isGrowing: boolean }) {
    this.#sieve = new NeededLines(options);
  }

  /** Bytes that were read of a file that grows. */
  get position(): Bytes {
    return this.#sieve.position;
  }

  get hasEnd(): boolean {
    return this.#model.ended !== undefined;
  }

  /** @throws {RecordingError} as `readRecording`. */
  async read(path: string): Promise<RecordingDigest> {
    const { header, lines } = await this.#open(path);
    for await (const block of lines) {
      for (const line of block) {
        const event = line !== undefined && NEEDED.test(line) ? parseEvent(line) : undefined;
        if (event !== undefined) this.#model.apply(event);
      }
    }
    return this.#digest(header);
  }

  async #open(path: string) {
    if (this.#header === undefined) {
      const opened = await readLines(path, { sieve: this.#sieve });
      this.#header = opened.header;
      return opened;
    }
    return { header: this.#header, lines: await readAddedLines(path, this.#sieve.position, this.#sieve) };
  }

  #digest({ runId, title, startedAt }: RecordingHeader): RecordingDigest {
    const worst = worstOf(this.#model);
    const { ended, now, processes } = this.#model;
    return {
      runId,
      title,
      startedAt,
      durationMs: ended?.t ?? Math.max(0, now, Number(TIME.exec(this.#sieve.last)?.[1] ?? 0)),
      processes: processes.length,
      ...(worst !== undefined && { worst }),
    };
  }
}

/** What a list says of a recording that is whole. @throws {RecordingError} as `readRecording`. */
export const digestOf = (path: string): Promise<RecordingDigest> => new DigestReader({ isGrowing: false }).read(path);

function parseEvent(line: string): RunEvent | undefined {
  try {
    return runEventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
