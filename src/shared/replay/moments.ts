/** Moments of a run that one steps to. Pure. */
import type { RunModel } from '../model/run-model';
import type { Milliseconds } from '../units';

export const momentKinds = ['exit', 'join', 'hang', 'failure'] as const;
export type MomentKind = (typeof momentKinds)[number];

/** In order of time, each once. `failure` is a task that failed or was lost. */
export function momentsOf({ processes, hangs, listed }: RunModel, kind: MomentKind): readonly Milliseconds[] {
  const times = {
    exit: () => processes.flatMap(({ exitedMs }) => exitedMs ?? []),
    join: () => processes.flatMap(({ joins }) => joins.flatMap((join) => endOf(join))),
    hang: () => hangs.map(({ foundMs }) => foundMs),
    failure: () =>
      listed.entries.flatMap((event) => (event.type === 'task-failed' || event.type === 'task-lost' ? event.t : [])),
  }[kind]();
  return [...new Set(times)].sort((a, b) => a - b);
}

function endOf({ startedMs, waitedMs }: { readonly startedMs: Milliseconds; readonly waitedMs?: Milliseconds }) {
  return waitedMs === undefined ? [] : [startedMs + waitedMs];
}

/** @returns the nearest moment after or before `t`; `undefined` where there is none. */
export function stepFrom(moments: readonly Milliseconds[], t: Milliseconds, by: 1 | -1): Milliseconds | undefined {
  return by === 1 ? moments.find((moment) => moment > t) : moments.findLast((moment) => moment < t);
}
