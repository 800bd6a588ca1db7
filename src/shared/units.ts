/**
 * Units and identities that cross a process border.
 *
 * A quantity is a plain alias: arithmetic stays readable and the signature names the
 * unit. An identity is a plain alias as well where it comes from the system (a pid is
 * a number in every API), and the alias says what it identifies.
 */

/** Duration, or an instant on the run's own monotonic clock (0 = the run began). Fractions allowed. */
export type Milliseconds = number;

/** Instant on the wall clock: milliseconds since 1970-01-01 UTC. */
export type EpochMilliseconds = number;

/** Instant of the system's monotonic clock (CLOCK_MONOTONIC), the same in every process of one machine. */
export type MonotonicMilliseconds = number;

export type Bytes = number;

/** CPU use in percent of one core: 100 is one core saturated, 250 is two and a half. */
export type PercentOfCore = number;

/** Samples, or events, a second. */
export type Hertz = number;

/** Operating-system process id. Reused by the system after the process was reaped. */
export type Pid = number;

/**
 * When the system started a process, in clock ticks since boot (proc_pid_stat(5), field 22).
 * With the pid it names one process for ever. Systems without such a field leave it out.
 */
export type StartTicks = number;

/** One watched execution, also the stem of its recording's file name. */
export type RunId = string;
/** A pool within a run, unique there. */
export type PoolId = string;
/** A task within its pool. A chunk of a map is one task. */
export type TaskId = number;
