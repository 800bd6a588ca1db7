/** strace(1), the judge that is not ours: which processes there were, and how each ended. */
import { spawnSync } from 'node:child_process';

/** Whether this machine lets it trace. */
export function isStraceThere(): boolean {
  return spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' }).status === 0;
}

/** The command under strace, which writes to `log` what {@link readStraceLog} reads. */
export function underStrace(log: string, argv: readonly string[]): readonly string[] {
  return ['strace', '-f', '-q', '--seccomp-bpf', '-e', 'trace=process', '-o', log, ...argv];
}

/** How each process ended, by pid: `exited 0`, `killed SIGTERM`. The first is the command itself. */
export function readStraceLog(text: string): ReadonlyMap<number, string> {
  const lines = text.split('\n').flatMap((line) => {
    const [, pid, rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), rest }];
  });
  const ends = new Map<number, string>();
  for (const { pid, rest } of lines) {
    const [, how, what] = /^\+\+\+ (exited|killed) (?:with|by) (\w+)/.exec(rest) ?? [];
    if (how !== undefined) ends.set(pid, `${how} ${what}`);
    else if (!ends.has(pid)) ends.set(pid, 'lives');
  }
  for (const thread of threadsOf(lines)) ends.delete(thread);
  return ends;
}

/** Threads are told from processes by the flags of the clone(2) that made them; others may come between its lines. */
function threadsOf(lines: readonly { readonly pid: number; readonly rest: string }[]): ReadonlySet<number> {
  const threads = new Set<number>();
  const making = new Set<number>();
  for (const { pid, rest } of lines) {
    if (!/^(?:<\.\.\. )?clone3?\b/.test(rest)) continue;
    if (rest.includes('CLONE_THREAD')) making.add(pid);
    if (rest.endsWith('<unfinished ...>')) continue;
    const made = / = (\d+)$/.exec(rest)?.[1];
    if (making.delete(pid) && made !== undefined) threads.add(Number(made));
  }
  return threads;
}
