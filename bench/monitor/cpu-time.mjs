/** What a process has used, from /proc. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds on a core of all living threads, which the kernel counts in nanoseconds. */
export function cpuTimeOf(pid) {
  const times = readdirSync(`/proc/${pid}/task`).map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'latin1').split(' ')[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

/** Milliseconds of the children that it has collected, in ticks of 10 ms: fields 16 and 17 of proc_pid_stat(5). */
export function collectedTimeOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[13]) + Number(fields[14])) * 10;
}
