import { readdirSync, readFileSync } from 'node:fs';
import type { ProcessRow } from '../../shared/model/process-row';
import type { Pid, StartTicks } from '../../shared/units';

/** A process as /proc shows it. */
export interface ProcessStat {
  readonly pid: Pid;
  readonly ppid: Pid;
  readonly group: Pid;
  /** Z and X have ended already. */
  readonly state: string;
  readonly startTicks: StartTicks;
}

/** Enough for a program that forks while it is being killed. */
const MAX_ROUNDS = 10;

/**
 * Ends by SIGKILL what a dead companion left behind: the command's group, the processes of
 * the run that still live, and the descendants of both that nobody had reported yet. Round
 * by round until a round finds none, because what is not yet killed may fork meanwhile.
 *
 * @returns the pids that a signal was sent to.
 */
export function killRemains(rows: readonly ProcessRow[], group: Pid | undefined): readonly Pid[] {
  if (process.platform !== 'linux') return killGroup(group) ? [group ?? 0] : [];
  const killed = new Set<Pid>();
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const found = findRemains(readProcesses(), { rows, group, known: killed });
    if (found.length === 0) break;
    killGroup(group);
    for (const pid of found) {
      send(pid);
      killed.add(pid);
    }
  }
  return [...killed];
}

/** What is looked for; `known` were found in an earlier round, so their children belong as well. */
export interface Wanted {
  readonly rows: readonly Pick<ProcessRow, 'pid' | 'startTicks' | 'exitedMs'>[];
  readonly group: Pid | undefined;
  readonly known: ReadonlySet<Pid>;
}

/**
 * Which of the machine's processes belong to a run and live.
 *
 * A pid of the run counts only with the start time that was reported, or it may be somebody
 * else's by now; one that was reported without a start time is therefore left alone.
 */
export function findRemains(processes: readonly ProcessStat[], { rows, group, known }: Wanted): readonly Pid[] {
  const startOf = new Map(rows.filter((row) => row.exitedMs === undefined).map((row) => [row.pid, row.startTicks]));
  const isOurs = (one: ProcessStat) =>
    one.group === group || known.has(one.pid) || startOf.get(one.pid) === one.startTicks;
  const childrenOf = new Map<Pid, ProcessStat[]>();
  for (const one of processes) childrenOf.set(one.ppid, [...(childrenOf.get(one.ppid) ?? []), one]);
  const ours = new Map(processes.filter(isOurs).map((one) => [one.pid, one]));
  // A Map iterates over what is added on the way: this walks down the whole tree.
  for (const { pid } of ours.values()) for (const child of childrenOf.get(pid) ?? []) ours.set(child.pid, child);
  return [...ours.values()].filter(({ state }) => state !== 'Z' && state !== 'X').map(({ pid }) => pid);
}

function readProcesses(): readonly ProcessStat[] {
  return readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? (readStat(Number(entry)) ?? []) : []));
}

function readStat(pid: Pid): ProcessStat | undefined {
  try {
    return parseStat(pid, readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return undefined; // It ended between the listing and the reading.
  }
}

/** proc_pid_stat(5); the name may hold blanks and brackets, so fields count from the last bracket. */
export function parseStat(pid: Pid, stat: string): ProcessStat {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return {
    pid,
    state: fields[0] ?? '',
    ppid: Number(fields[1]),
    group: Number(fields[2]),
    startTicks: Number(fields[19]),
  };
}

function killGroup(group: Pid | undefined): boolean {
  return group !== undefined && group > 1 && send(-group);
}

function send(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false; // It ended first, or is not ours to end.
  }
}
