/** A little language to write down runs in tests. */
import { RunModel } from '../../src/shared/model/run-model';
import type { RunEvent, RunEventOf } from '../../src/shared/events';
import type { Cause } from '../../src/shared/verdict';

/** @param family the process's own pid and its parent's. */
export const started = (
  [pid, ppid]: readonly [pid: number, ppid: number],
  name: string,
  t = pid,
): RunEventOf<'process-started'> => ({
  type: 'process-started',
  t,
  pid,
  ppid,
  name,
  seenBy: 'kernel',
});

/** @param how an exit code, or a signal's name. */
export const exited = (pid: number, how: number | string, t = 1000 + pid): RunEventOf<'process-exited'> => ({
  type: 'process-exited',
  t,
  pid,
  code: typeof how === 'number' ? how : null,
  signal: typeof how === 'string' ? how : null,
  cpuMs: 41,
  peakRssBytes: 9_800_000,
  seenBy: 'kernel',
});

export const judged = (pid: number, cause: Cause, name: string): RunEventOf<'verdict'> => ({
  type: 'verdict',
  t: 1000 + pid,
  pid,
  verdict: {
    cause,
    confidence: 'certain',
    title: { id: 'title.ok', values: { name } },
    evidence: [{ id: 'seen.exit-code', values: { code: 0, lived: 12 } }],
    ruledOut: [],
    advice: [],
  },
});

export const runEnded = (t: number, change: Partial<RunEventOf<'run-ended'>> = {}): RunEventOf<'run-ended'> => ({
  type: 'run-ended',
  t,
  exitCode: 0,
  signal: null,
  reason: 'exited',
  ...change,
});

export function modelOf(...events: readonly RunEvent[]): RunModel {
  const model = new RunModel();
  model.applyAll(events);
  return model;
}
