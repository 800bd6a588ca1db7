import type { Pid, StartTicks } from './units';

/** A process of the machine that a run can be attached to. */
export interface RunningProcess {
  readonly pid: Pid;
  readonly ppid: Pid;
  /** Tells it apart from another that gets its pid later. */
  readonly startTicks?: StartTicks;
  readonly name: string;
  readonly argv: readonly string[];
  /** `undefined` where the system does not tell. */
  readonly user: string | undefined;
}
