/** One event of Chrome's Trace Event Format. */
import type { Milliseconds } from '../../../shared/units';

/** One object of `traceEvents`; `ph` is its kind, `ts` and `dur` are microseconds. */
export interface TraceEvent {
  readonly ph: 'M' | 'X' | 'i' | 'C' | 's' | 'f';
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Every event has one, and a category: readers of the format count on both. */
  readonly ts: number;
  readonly cat: string;
  readonly dur?: number;
  readonly id?: number;
  readonly s?: 'p';
  readonly bp?: 'e';
  readonly args?: Readonly<Record<string, unknown>>;
}

/** Counters of queues and pools have no process; pid 0 is no process of a user either. */
export const RUN_PID = 0;
/** Category that Chrome itself gives to names. */
export const METADATA = '__metadata';

/** Moments of the format are microseconds. */
export function micro(t: Milliseconds): number {
  return Math.round(t * 1_000_000) / 1000;
}

/** A counter of the whole run. */
export function counter(name: string, t: Milliseconds, args: NonNullable<TraceEvent['args']>): TraceEvent {
  return { ph: 'C', name, cat: 'counter', pid: RUN_PID, tid: 0, ts: micro(t), args };
}
