import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';

/** The traceback of the last exception that a process told of. */
export function tracebackOf(model: RunModel, { pid, startedMs, exitedMs }: ProcessRow): string | undefined {
  const told = model.listed.entries.findLast(
    (event) =>
      event.type === 'exception' && event.pid === pid && event.t >= startedMs && event.t <= (exitedMs ?? Infinity),
  );
  return told?.type === 'exception' ? told.traceback?.trimEnd() : undefined;
}
