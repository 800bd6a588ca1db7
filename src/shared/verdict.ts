/**
 * The vocabulary of verdicts: why a process ended.
 *
 * A verdict holds no prose. Each sentence is a {@link Statement}: the key of a text in
 * `locales/*.json` and the numbers that go into it, so that the same verdict reads in
 * English and in Chinese, live and from a recording.
 */
import { z } from 'zod';

export const causes = [
  'ok',
  'exit-status',
  'uncaught-exception',
  'crash',
  'signal',
  'terminated-by-program',
  'stopped-by-user',
  'out-of-memory',
  'resource-limit',
  'parent-exited-first',
  'failed-to-start',
  'unknown',
] as const;
/** Why a process ended. */
export type Cause = (typeof causes)[number];

export const confidences = ['certain', 'very-likely', 'likely', 'unknown'] as const;
/** How sure a verdict is, from the evidence alone. */
export type Confidence = (typeof confidences)[number];

/** One sentence: a key below `verdict.` of the locales, and what is put into it. */
export const statementSchema = z.strictObject({
  id: z.string().max(80),
  values: z.record(z.string().max(40), z.union([z.string().max(4096), z.number()])).optional(),
});
export type Statement = Readonly<z.infer<typeof statementSchema>>;

/** What a verdict on an end and one on a hang have in common. */
export const judgementShape = {
  confidence: z.enum(confidences),
  /** The headline: a sentence with the cause in it. */
  title: statementSchema,
  /** What was seen, with the numbers. */
  evidence: z.array(statementSchema).max(50),
  /** What was checked and found not to be the cause. */
  ruledOut: z.array(statementSchema).max(50),
  /** What to do next. */
  advice: z.array(statementSchema).max(50),
  /** The lesson that teaches this cause. */
  lesson: z.string().max(80).optional(),
};

export const verdictSchema = z.strictObject({ cause: z.enum(causes), ...judgementShape });
/** The explanation of one exit. */
export type Verdict = Readonly<z.infer<typeof verdictSchema>>;

export const hangKinds = [
  'join-before-drain',
  'lock-cycle',
  'lock-holder-died',
  'pool-task-lost',
  'get-without-producer',
  'blocked-on-full-pipe',
] as const;
/** Why a running program makes no progress. */
export type HangKind = (typeof hangKinds)[number];

/** True for an end that nobody needs to look into. */
export function isExpected(cause: Cause): boolean {
  return cause === 'ok' || cause === 'stopped-by-user';
}

/** Key of the words for a verdict's cause: what Joinscope ended by itself was not ended by a person. */
export function causeKeyOf({ cause, title }: Pick<Verdict, 'cause' | 'title'>): Cause | 'timed-out' {
  return title.id === 'title.stopped-timeout' ? 'timed-out' : cause;
}
