/** What a person wants to be told of while runs go on, and what they are told. */
import { z } from 'zod';
import type { Milliseconds, Pid } from '../units';
import { causes, isExpected } from '../verdict';

/** Part of the settings; `null` is a rule that is off. */
export const alertFields = {
  /** A process ended by one of the causes below. */
  alertExit: z.boolean().catch(true),
  /** Unless chosen otherwise, those that need a look. */
  alertCauses: z.array(z.enum(causes)).catch(causes.filter((cause) => !isExpected(cause))),
  /** Processes make no progress, and Joinscope knows why. */
  alertHang: z.boolean().catch(true),
  /** A queue, or the tasks of a pool that wait, deeper than this... */
  alertDepth: z.number().positive().max(1e9).nullable().catch(null),
  /** ...for so many seconds. */
  alertDepthFor: z.number().positive().max(1e6).nullable().catch(10),
  /** Megabytes that one process holds. */
  alertMemory: z.number().positive().max(1e9).nullable().catch(null),
  /** Seconds in which nothing ended, nothing began and nothing was written. */
  alertIdle: z.number().positive().max(1e6).nullable().catch(null),
  /** Also as a notification of the desktop, while the window is not looked at. */
  alertDesktop: z.boolean().catch(true),
};
export type AlertRules = { readonly [Rule in keyof typeof alertFields]: z.infer<(typeof alertFields)[Rule]> };

/** A key below `kind.` of the alerts' texts, with its values; a key in `cause` is said in words. */
export interface Alert {
  readonly kind: 'exit' | 'hang' | 'depth' | 'memory' | 'idle';
  readonly t: Milliseconds;
  /** The process that one looks at because of it. */
  readonly pid: Pid | undefined;
  readonly values: Readonly<Record<string, string | number>>;
  /** Of `exit` a cause, of `hang` its kind: keys of the run view's texts. */
  readonly word: string | undefined;
}

type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** An alert as a sentence, the same in the window and on the desktop. */
export function alertText({ kind, values, word }: Alert, say: Say): string {
  const group = kind === 'hang' ? 'hang' : 'cause';
  return say(`alert:kind.${kind}`, { ...values, ...(word !== undefined && { word: say(`run:${group}.${word}`) }) });
}
