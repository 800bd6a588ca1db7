/**
 * What a run and its companion say to each other over the fork's own channel.
 *
 * The companion is a forked Node child, one a run (DESIGN.md): it launches the command,
 * watches it, and ends what it started. Both sides are ours, so these are plain types;
 * what comes from the program (output, reports) was parsed before it is in a batch.
 */
import type { RunEvent } from '../../shared/events';
import type { RunAction } from '../../shared/run-action';
import type { SentEvent } from './sent-rows';
import type { Hertz, MonotonicMilliseconds, Pid, StartTicks } from '../../shared/units';

/** Why a run is ended before its command ends by itself. */
export type StopReason = 'stop' | 'kill' | 'timeout' | 'cleanup';

export interface LaunchSpec {
  readonly argv: readonly string[];
  readonly cwd: string;
  /** The whole environment of the command, not only the additions. */
  readonly env: Readonly<Record<string, string>>;
  readonly shell: boolean;
  /** Set where the command is a built-in demo. */
  readonly demo?: string;
  /**
   * `capture`: stdin closed, output taken as events (window). `tee`: stdin inherited, output
   * taken and passed on byte by byte to the companion's own stdout and stderr (command line);
   * a stream that is a terminal is inherited untouched, so that the program sees a terminal.
   */
  readonly output: 'capture' | 'tee';
  /**
   * Real pipes for its output, where otherwise sockets would tell who wrote what: a program that
   * opens `/dev/stdout` or `/dev/stderr` cannot open a socket.
   */
  readonly pipes: boolean;
  /**
   * With `tee`: where stderr is a terminal, the command gets a terminal of its own for it, which is
   * read and passed on. Not by default: what is written to the two terminals at nearly the same time
   * may be shown in another order, and a program that takes its keys from stderr gets none.
   */
  readonly readStderr: boolean;
  /** Stay in the terminal's foreground process group, so that Ctrl-C and job control work as in any shell. */
  readonly foreground: boolean;
  /** Load the probe into Python programs. */
  readonly probes: boolean;
  /** Where the Python probe may keep its compiled code; nowhere unless given. */
  readonly codeCache?: string;
  readonly hz: Hertz;
  /** When the run began: its `t` = 0. */
  readonly runStart: MonotonicMilliseconds;
  readonly startedAt: number;
  readonly timeoutMs?: number;
}

/** A process that was running before; with its start time, a stranger that got its pid is refused. */
export interface AttachTarget {
  readonly pid: Pid;
  readonly startTicks?: StartTicks;
}

/** A running program to watch. */
export interface AttachSpec extends Pick<
  LaunchSpec,
  'argv' | 'cwd' | 'output' | 'hz' | 'runStart' | 'startedAt' | 'timeoutMs'
> {
  readonly target: AttachTarget;
}

export type CompanionRequest =
  | { readonly type: 'launch'; readonly spec: LaunchSpec }
  | { readonly type: 'attach'; readonly spec: AttachSpec }
  /** Read how much memory a process has for itself, and of what it shares its part. */
  | { readonly type: 'measure'; readonly pid: Pid }
  /** `stop`, `timeout`: SIGTERM, 5 s, SIGKILL. `kill`, `cleanup`: SIGKILL at once. A second `stop` is a `kill`. */
  | { readonly type: 'stop'; readonly reason: StopReason }
  /** What a person asks to be done to processes of the tree; how that went is told by events. */
  | { readonly type: 'act'; readonly action: RunAction }
  /** Pass a signal on to the command's group, as a terminal would. */
  | { readonly type: 'forward-signal'; readonly signal: NodeJS.Signals };

export type CompanionReport =
  /** In order of time within a batch as far as the sources allow; at most every 100 ms. */
  | { readonly type: 'batch'; readonly events: readonly RunEvent[] }
  /**
   * The command has its pid, and its own process group unless it shares the terminal's. If the
   * companion dies, the run kills this group.
   */
  | {
      readonly type: 'launched';
      readonly pid: Pid;
      readonly group: Pid | undefined;
      /** Of the programs' socket; a companion that was killed cannot remove it, so the run does. */
      readonly socketFolder: string | undefined;
    }
  /** Last message: everything was reported. The companion then exits by itself. */
  | { readonly type: 'done' };

/** A report as it is in the channel (`sent-rows.ts`). */
export type SentReport =
  Exclude<CompanionReport, { type: 'batch' }> | { readonly type: 'batch'; readonly events: readonly SentEvent[] };
