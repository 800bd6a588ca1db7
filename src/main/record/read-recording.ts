/**
 * Reads a recording, which anybody may have written.
 *
 * The file is streamed: one block of text at a time is split into lines, each line parsed
 * and checked. A line that is no event, or that is torn, is skipped and counted, and the reader
 * ends with a `lost` event that carries the count; what cannot be unpacked is told in a `notice`.
 * Size, line length, number of events and the ratio of unpacking are bounded; nesting is by the
 * schema, of which no field holds what is not described. Nothing that is read is ever run.
 */
import { createReadStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';
import { type RunEvent, SCHEMA_VERSION } from '../../shared/events';
import { type RecordingHeader, recordingHeaderSchema } from '../../shared/recording';
import type { Bytes, Milliseconds } from '../../shared/units';
import { parseEvent, parseJson } from './event-of-line';
import { LineSplitter } from './line-splitter';
import { errorCodeOf, RecordingError, type RecordingFault } from './recording-error';
import { allPass, SampleSieve, type Sieve } from './sample-sieve';

/** What is read at most of one recording. */
export interface ReadingLimits {
  readonly fileSize: Bytes;
  readonly lineLength: number;
  readonly events: number;
  /** Unpacked bytes a packed byte: JSON of events packs 8 to 30 times, a gzip bomb 1000 times. */
  readonly unpackRatio: number;
  /** Bytes of samples, evenly over the file; all of them unless given, and of a packed one. */
  readonly samples?: Bytes;
}

export const defaultLimits: ReadingLimits = {
  fileSize: 4 * 1024 ** 3,
  lineLength: 1024 ** 2,
  events: 20_000_000,
  unpackRatio: 200,
};

/**
 * For a window, which holds a part of a long run and reads more of it where somebody looks: samples of
 * 50 processes every quarter of a minute of a day, several times more than its curves have points.
 */
export const windowLimits: ReadingLimits = { ...defaultLimits, samples: 24 * 1024 ** 2 };

/** A recording whose header was accepted. */
export interface Recording {
  readonly path: string;
  readonly header: RecordingHeader;
  /** The events in the order they were written, in blocks. Can be walked once. */
  readonly events: AsyncIterable<readonly RunEvent[]>;
}

/** Blocks of lines, each one event; `undefined` stands for a line that was too long, or torn. */
type LineBlocks = AsyncIterable<readonly (string | undefined)[]>;

/** What is known once the lines have been walked. */
interface Findings {
  /** Why the rest of a packed file could not be unpacked. */
  reason?: string;
  /** Samples that {@link ReadingLimits.samples} left out. */
  leftOut?: number;
}

/**
 * Opens a recording and checks its header.
 *
 * @throws {RecordingError} when there is no such file, it is no recording, it is of a newer
 *   version, or it is larger than is read. Walking the events throws it for a file that
 *   unpacks to more than is read.
 */
export async function readRecording(path: string, limits: ReadingLimits = defaultLimits): Promise<Recording> {
  const findings: Findings = {};
  const { header, lines } = await readLines(path, { limits, findings });
  return { path, header, events: eventsOf(path, { lines, limits, findings }) };
}

interface LinesOptions {
  readonly limits?: ReadingLimits;
  readonly findings?: Findings;
  /** Which lines pass; those for which the limits have room unless given. */
  readonly sieve?: Sieve;
}

/** As {@link readRecording}, with the events as the text they are written in. */
export async function readLines(
  path: string,
  { limits = defaultLimits, findings = {}, sieve }: LinesOptions = {},
): Promise<{ readonly header: RecordingHeader; readonly lines: LineBlocks }> {
  const file = await checkFile(path, limits);
  const blocks = linesOf(path, { ...file, limits, findings, sieve: sieve ?? sieveFor(file, limits), from: 0 });
  const first = await blocks.next();
  const [headerLine, ...rest] = first.done === true ? [] : first.value;
  return { header: parseHeader(path, headerLine), lines: chain([rest], blocks) };
}

/** The lines that were added to a recording since it was read. @param from begin of a line. */
export async function readAddedLines(path: string, from: Bytes, sieve: Sieve): Promise<LineBlocks> {
  const limits = defaultLimits;
  return linesOf(path, { ...(await checkFile(path, limits)), limits, findings: {}, sieve, from });
}

interface FileFacts {
  readonly size: Bytes;
  /** With gzip (RFC 1952: first bytes 1f 8b). */
  readonly isPacked: boolean;
}

async function checkFile(path: string, limits: ReadingLimits): Promise<FileFacts> {
  let file: FileHandle | undefined;
  try {
    // Before it is opened: a pipe without a writer would keep us waiting for one.
    if (!(await stat(path)).isFile()) throw refusal('foreign', path, 'it is not a file');
    file = await open(path, 'r');
    const { size } = await file.stat();
    if (size === 0) throw refusal('empty', path, 'it is empty');
    if (size > limits.fileSize)
      throw tooLarge(path, `it has ${size} bytes, at most ${limits.fileSize} are read`, limits.fileSize);
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return { size, isPacked: buffer[0] === 0x1f && buffer[1] === 0x8b };
  } catch (error) {
    throw asRecordingError(path, error);
  } finally {
    await file?.close();
  }
}

function asRecordingError(path: string, error: unknown): RecordingError {
  if (error instanceof RecordingError) return error;
  if (['ENOENT', 'ENOTDIR'].includes(errorCodeOf(error))) return refusal('not-found', path, 'there is no such file');
  return refusal('no-access', path, error instanceof Error ? error.message : String(error));
}

function refusal(fault: RecordingFault, path: string, reason: string): RecordingError {
  return new RecordingError(fault, path, { message: `Cannot open ${path}: ${reason}` });
}

/** @param most what is read, in bytes. */
function tooLarge(path: string, reason: string, most: Bytes): RecordingError {
  return new RecordingError('too-large', path, {
    message: `Cannot open ${path}: ${reason}`,
    values: { expected: most },
  });
}

interface LinesParts extends FileFacts {
  readonly limits: ReadingLimits;
  readonly findings: Findings;
  readonly sieve: Sieve;
  readonly from: Bytes;
}

/** Blocks of whole lines; one that is torn or too long is `undefined`. */
async function* linesOf(
  path: string,
  { isPacked, limits, findings, sieve, from }: LinesParts,
): AsyncGenerator<(string | undefined)[], void, undefined> {
  const source = createReadStream(path, { highWaterMark: 256 * 1024, start: from });
  const stream = isPacked ? source.pipe(createGunzip()) : source;
  // An error of the file does not travel down a pipe by itself.
  if (stream !== source) source.once('error', (error) => stream.destroy(error));
  const decoder = new StringDecoder('utf8');
  const splitter = new LineSplitter(limits.lineLength);
  let unpacked = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      const most = isPacked ? limits.unpackRatio * (source.bytesRead + 65_536) : Infinity;
      if (unpacked > Math.min(limits.fileSize, most))
        throw tooLarge(path, `it unpacks to more than ${unpacked} bytes`, unpacked);
      const lines = splitter.push(decoder.write(sieve.push(chunk)));
      if (lines.length > 0) yield lines;
    }
    splitter.push(decoder.write(sieve.end()));
    findings.leftOut = sieve.dropped;
    yield lastOf(splitter);
  } catch (error) {
    // A packed file that was cut off or damaged is read as far as it goes, like one that is not packed.
    if (!(error instanceof Error && errorCodeOf(error).startsWith('Z_'))) throw asRecordingError(path, error);
    findings.reason = error.message;
  } finally {
    source.destroy();
  }
}

function sieveFor({ size, isPacked }: FileFacts, { samples }: ReadingLimits): Sieve {
  return isPacked || samples === undefined || size <= samples ? allPass : new SampleSieve(size, samples);
}

/** A last line without its line end is torn, unless it is whole all the same. */
function lastOf({ isUnfinished, rest }: LineSplitter): (string | undefined)[] {
  if (!isUnfinished) return [];
  return [parseJson(rest) === undefined ? undefined : rest];
}

function parseHeader(path: string, line: string | undefined): RecordingHeader {
  const given = parseJson(line ?? '');
  const found = (given ?? {}) as { format?: unknown; schema?: unknown };
  if (found.format !== 'joinscope') throw refusal('foreign', path, 'it is not a recording of Joinscope');
  if (typeof found.schema === 'number' && found.schema > SCHEMA_VERSION)
    throw new RecordingError('newer', path, {
      message: `Cannot open ${path}: it has schema ${found.schema}, this version reads up to ${SCHEMA_VERSION}`,
      values: { found: found.schema, expected: SCHEMA_VERSION },
    });
  const header = recordingHeaderSchema.safeParse(given);
  if (!header.success) {
    const [issue] = header.error.issues;
    throw refusal(
      'foreign',
      path,
      `its first line is damaged (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
    );
  }
  return { ...header.data, schema: SCHEMA_VERSION };
}

interface EventsParts {
  readonly lines: LineBlocks;
  readonly limits: ReadingLimits;
  readonly findings: Findings;
}

async function* eventsOf(
  path: string,
  { lines: blocks, limits, findings }: EventsParts,
): AsyncGenerator<readonly RunEvent[], void, undefined> {
  const tally = { read: 0, damaged: 0, lastTime: 0 as Milliseconds };
  for await (const lines of blocks) {
    const events = lines.flatMap((line) => {
      const event = line === undefined ? undefined : parseEvent(line);
      if (event === undefined) tally.damaged += line === '' ? 0 : 1;
      return event ?? [];
    });
    const room = limits.events - tally.read;
    const taken = events.length > room ? events.slice(0, room) : events;
    for (const { t } of taken) tally.lastTime = Math.max(tally.lastTime, t);
    tally.read += taken.length;
    if (taken.length > 0) yield taken;
    if (events.length <= room) continue;
    yield [
      { type: 'notice', t: tally.lastTime, level: 'warning', id: 'recording-cut', values: { events: tally.read } },
    ];
    break;
  }
  const end = endOf(path, findings, tally);
  if (end.length > 0) yield end;
}

/** What is to be said of the file itself. */
function endOf(
  path: string,
  { reason, leftOut = 0 }: Findings,
  { damaged, lastTime: t }: { readonly damaged: number; readonly lastTime: Milliseconds },
): RunEvent[] {
  const end: RunEvent[] = [];
  if (leftOut > 0) end.push({ type: 'lost', t, count: leftOut, source: 'window' });
  if (reason !== undefined)
    end.push({ type: 'notice', t, level: 'error', id: 'recording-unreadable', values: { path, reason } });
  if (damaged > 0) end.push({ type: 'lost', t, count: damaged, source: 'recording' });
  return end;
}

async function* chain<Item>(first: readonly Item[], rest: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  yield* first;
  yield* rest;
}
