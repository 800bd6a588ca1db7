/**
 * What a person asks to be done to the processes of a run. Crosses from the page over main to
 * the companion, so it is parsed in main; the companion then acts on nothing but living
 * processes of its own run that still have the start time which the person saw.
 */
import { z } from 'zod';

/** Signals that a person may send to one process, from the mild to the hard (signal(7)). */
export const processSignals = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGSTOP',
  'SIGCONT',
  'SIGKILL',
] as const;
export type ProcessSignal = (typeof processSignals)[number];

/** Whether a process that does not handle the signal goes on: all others end it (signal(7), "Standard signals"). */
export function isHarmless(signal: ProcessSignal): boolean {
  return signal === 'SIGSTOP' || signal === 'SIGCONT';
}

/** Range of nice values (setpriority(2)): the higher, the more it lets others go first. */
export const NICE_RANGE = { least: -20, most: 19 } as const;

const pid = z.int().min(2).max(4_194_304);
/** As the run's events told it; `null` where nobody could read it. */
const startTicks = z.number().min(0).nullable();
const target = { pid, startTicks };

/** Names one process for good: a pid may be given to another. */
export const processTargetSchema = z.strictObject(target);
export type ProcessTarget = Readonly<z.infer<typeof processTargetSchema>>;

export const runActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('signal-process'), ...target, signal: z.enum(processSignals) }),
  z.strictObject({
    type: z.literal('renice'),
    ...target,
    nice: z.int().min(NICE_RANGE.least).max(NICE_RANGE.most),
  }),
  /** SIGSTOP, or SIGCONT, to every process of the tree. */
  z.strictObject({ type: z.literal('pause'), isPaused: z.boolean() }),
]);
export type RunAction = Readonly<z.infer<typeof runActionSchema>>;
