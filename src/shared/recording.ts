/** The recording file's header, its listing, and the batches in which events travel. */
import { z } from 'zod';
import { type RunEvent, SCHEMA_VERSION } from './events';
import type { Milliseconds, RunId } from './units';
import { causes } from './verdict';

/** Line 1 of a `*.joinscope` file; each further line is one event. */
export const recordingHeaderSchema = z.object({
  format: z.literal('joinscope'),
  /** {@link SCHEMA_VERSION} of the program that wrote it: an older one is upgraded as it is read. */
  schema: z.int().min(1).max(SCHEMA_VERSION),
  runId: z.string().min(1).max(200),
  /** The command line or the demo's name, for lists. */
  title: z.string().max(4096),
  startedAt: z.number(),
  /** Version of Joinscope that wrote it. */
  version: z.string().max(64),
});
export type RecordingHeader = Readonly<z.infer<typeof recordingHeaderSchema>>;

/** One row of the list of recordings. */
export const recordingEntrySchema = z.strictObject({
  path: z.string(),
  runId: z.string(),
  title: z.string(),
  startedAt: z.number(),
  durationMs: z.number(),
  processes: z.number(),
  /** The cause that needs a look most, with the process that had it; left out when all is well. */
  worst: z.strictObject({ name: z.string(), cause: z.enum(causes) }).optional(),
  sizeBytes: z.number(),
  /** It was not closed: Joinscope ended before the run did. */
  isUnfinished: z.boolean(),
});
export type RecordingEntry = Readonly<z.infer<typeof recordingEntrySchema>>;

/** What a person says of a recording; kept beside it, so that the recording itself never changes. */
export const recordingMarksSchema = z.strictObject({
  /** Shown instead of the title; '' for none. */
  name: z.string().max(200),
  tags: z.array(z.string().min(1).max(40)).max(12),
  notes: z.string().max(4000),
  /** It stays whatever its age. */
  isPinned: z.boolean(),
});
export type RecordingMarks = Readonly<z.infer<typeof recordingMarksSchema>>;
export const noMarks: RecordingMarks = { name: '', tags: [], notes: '', isPinned: false };

export const marksPatchSchema = recordingMarksSchema.partial();
export type MarksPatch = Readonly<z.infer<typeof marksPatchSchema>>;

/** A recording as the window lists it. */
export interface ListedRecording extends RecordingEntry {
  readonly marks: RecordingMarks;
  /** It lies outside the folder of recordings and was opened from there: it is only listed, never removed. */
  readonly isElsewhere: boolean;
  /** It is not closed, and nobody writes it any more: it can be recovered. */
  readonly isCutOff: boolean;
}

/** Events of one run in order, from `firstIndex` on. A batch that starts at 0 replaces what was there. */
export interface RunBatch {
  readonly runId: RunId;
  readonly title: string;
  /** False for a recording that was opened. */
  readonly isLive: boolean;
  /** Where it is recorded, or was opened from; `undefined` when it is not recorded. */
  readonly path: string | undefined;
  readonly firstIndex: number;
  readonly events: readonly RunEvent[];
  /** The program rests, so that batches come seldom, until something happens. */
  readonly isQuiet?: boolean;
}

/**
 * A batch as it travels to a page: one text. As an object it would be copied value by value
 * into the preload's world and again into the page's, which took a page longer than all it
 * did with the events; a text is handed on as it is. Events are JSON wherever they travel.
 */
export type PackedBatch = string & { readonly __packed: RunBatch };

export const packBatch = (batch: RunBatch): PackedBatch => JSON.stringify(batch) as PackedBatch;
export const unpackBatch = (packed: PackedBatch): RunBatch => JSON.parse(packed) as RunBatch;

/** A part of a run, from one moment to another, both included. */
export interface Stretch {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}
