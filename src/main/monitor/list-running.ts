/** The processes of the machine, as a person chooses one from them. */
import { readFileSync, statSync } from 'node:fs';
import type { Pid } from '../../shared/units';
import type { RunningProcess } from '../../shared/running-process';
import { openMonitor } from './index';
import type { ProcessTable } from './monitor';
import { monotonicNow } from './monotonic-now';

/** Longest command line that is shown. */
const MAX_LINE = 4000;

/** Programs of users, without the kernel's own threads, which have no command line. */
export async function listRunning(): Promise<readonly RunningProcess[]> {
  const { table } = await openMonitor({ clock: monotonicNow });
  try {
    const userOf = userReader();
    const entries = (await table.list()).filter((entry) => entry.hasEnded !== true);
    const rows = await Promise.all(
      entries.map(async ({ pid, ppid, startTicks, name }) => ({
        pid,
        ppid,
        name,
        ...(startTicks !== undefined && { startTicks }),
        argv: await argvOf(table, pid),
        user: userOf(pid),
      })),
    );
    return rows.filter((row) => process.platform !== 'linux' || row.argv.length > 0);
  } finally {
    table.close();
  }
}

async function argvOf(table: ProcessTable, pid: Pid): Promise<readonly string[]> {
  const argv = (await table.argvOf(pid)) ?? [];
  let room = MAX_LINE;
  return argv.flatMap((argument) => {
    const cut = argument.slice(0, Math.max(0, room));
    room -= cut.length + 1;
    return cut === '' && argument !== '' ? [] : [cut];
  });
}

/** On Linux the owner of /proc/PID is the effective user; other systems' tables do not tell. */
function userReader(): (pid: Pid) => string | undefined {
  if (process.platform !== 'linux') return () => undefined;
  const names = userNames();
  return (pid) => {
    try {
      const { uid } = statSync(`/proc/${pid}`);
      return names.get(uid) ?? String(uid);
    } catch {
      return undefined; // It has ended.
    }
  };
}

/** passwd(5). Users of a directory service are shown by their number. */
function userNames(): ReadonlyMap<number, string> {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return new Map(lines.map((line) => line.split(':')).map(([name = '', , uid]) => [Number(uid), name]));
  } catch {
    return new Map();
  }
}
