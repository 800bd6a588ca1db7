import type { OpenWait } from '../../../shared/model/open-waits';
import type { ProcessRow } from '../../../shared/model/process-row';
import type { RunModel } from '../../../shared/model/run-model';
import type { Milliseconds, Pid } from '../../../shared/units';

/** Who waits for what, held by whom, since when. */
export interface WaitLine {
  readonly key: string;
  readonly wait: OpenWait;
  readonly waiter: ProcessRow | undefined;
  /** The process on which it depends: a lock's holder, a join's child; `undefined` where nobody knows one. */
  readonly onPid: Pid | undefined;
  readonly on: ProcessRow | undefined;
  /** Where that took the lock: file and line. */
  readonly place: string | undefined;
  readonly waited: Milliseconds;
}

/** The longest wait first. */
export function waitLines(model: RunModel): readonly WaitLine[] {
  return model.openWaits.all.map((wait) => {
    const lock = wait.kind === 'join' ? undefined : model.locks.get(wait.object);
    const onPid = wait.childPid ?? lock?.holderPid ?? undefined;
    return {
      key: `${wait.pid} ${wait.kind} ${wait.object} ${wait.childPid ?? ''} ${wait.since}`,
      wait,
      waiter: model.findProcess(wait.pid),
      onPid,
      on: onPid === undefined ? undefined : model.findProcess(onPid),
      place: onPid === undefined ? undefined : lock?.holderPlace,
      waited: Math.max(0, model.now - wait.since),
    };
  });
}
