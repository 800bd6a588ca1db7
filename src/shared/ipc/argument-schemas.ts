/** What main accepts from a page, call by call: types end at the border. */
import { z } from 'zod';
import { commandSchema } from '../command';
import { demoNameSchema } from '../demos';
import { exportForms, pictureForms } from '../export-form';
import { processTargetSchema, runActionSchema } from '../run-action';
import { programRequestSchema } from '../lesson/program-request';
import { settingsPatchSchema } from '../settings';
import { marksPatchSchema } from '../recording';
import { tableCellsSchema } from '../table-cells';
import { checkableCommands, commandIds } from '../window-commands';
import { type ArgsOf, type InvocationName, runSignals } from './contract';

const runId = z.string().min(1).max(200);
const pid = z.int().min(1).max(4_194_304);
const path = z.string().min(1).max(4096);

const paths = z.array(path).min(1).max(100_000);
const lessonId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,80}$/);

const namedRun = z.strictObject({
  path,
  label: z.string().max(5000),
  workers: z.int().min(1).max(1_000_000).nullable(),
});

const stretch = z.strictObject({ from: z.number(), to: z.number() });

const commandState = z.strictObject({
  possible: z.array(z.enum(commandIds)).max(commandIds.length),
  checked: z.array(z.enum(checkableCommands)).max(checkableCommands.length),
});

const none = z.tuple([]);
const oneRun = z.tuple([runId]);
const onePath = z.tuple([path]);

/** Larger than any picture of a window; a page that asks for more has gone wrong. */
const MAX_PICTURE = 128 * 1024 ** 2;
const pictureBytes = z.instanceof(Uint8Array<ArrayBufferLike>).refine(({ byteLength }) => byteLength <= MAX_PICTURE);

export const argumentSchemas: { readonly [Name in InvocationName]: z.ZodType<ArgsOf<Name>> } = {
  appFacts: none,
  startCommand: z.tuple([commandSchema]),
  startDemo: z.tuple([demoNameSchema]),
  listRunning: none,
  attach: z.tuple([pid, z.number().min(0).nullable()]),
  signalRun: z.tuple([runId, z.enum(runSignals)]),
  actOnRun: z.tuple([runId, runActionSchema]),
  showFolder: z.tuple([runId, processTargetSchema]),
  measureMemory: z.tuple([runId, pid]),
  stopRun: z.tuple([runId, z.enum(['stop', 'kill'])]),
  replayRun: oneRun,
  readEvents: z.tuple([runId, stretch.nullable()]),
  heldRuns: none,
  closeRun: oneRun,
  exportRun: z.tuple([runId, z.enum(exportForms)]),
  exportTable: z.tuple([z.string().max(10_000), tableCellsSchema]),
  exportPicture: z.tuple([z.string().max(10_000), z.enum(pictureForms), pictureBytes]),
  readComparable: onePath,
  exportComparison: z.tuple([z.array(namedRun).min(1).max(100)]),
  listRecordings: none,
  markRecording: z.tuple([path, marksPatchSchema]),
  removeRecordings: z.tuple([paths]),
  restoreRecordings: z.tuple([paths]),
  recoverRecordings: z.tuple([paths]),
  openRecording: onePath,
  chooseRecording: none,
  chooseFolder: onePath,
  listLessons: none,
  readLesson: z.tuple([lessonId]),
  startLesson: z.tuple([programRequestSchema]),
  noteLesson: z.tuple([lessonId, z.enum(['opened', 'seen'])]),
  findInterpreters: none,
  noteCommands: z.tuple([commandState]),
  readSettings: none,
  writeSettings: z.tuple([settingsPatchSchema]),
};
