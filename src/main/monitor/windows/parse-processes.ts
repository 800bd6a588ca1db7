/**
 * Reads what the long-lived PowerShell answers: one JSON array of short-named fields.
 *
 * JSON and numbers only, because every text that PowerShell formats for people follows the
 * system's language. Source of the fields: Win32_Process (CIM).
 */
import { z } from 'zod';
import type { ProcessEntry, UsageReading } from '../monitor';

/**
 * One line of PowerShell that prints the table. `s`: start in milliseconds since 1601, `c`: kernel
 * plus user time in milliseconds (Win32_Process counts in 100 ns), `w`: working set in bytes,
 * `t`: threads, `a`: the command line, missing for processes of others.
 */
export const LIST_SCRIPT = [
  '@(Get-CimInstance Win32_Process | ForEach-Object { [pscustomobject]@{',
  'p=$_.ProcessId; q=$_.ParentProcessId; n=$_.Name;',
  's=if ($_.CreationDate) { [math]::Floor($_.CreationDate.ToFileTimeUtc() / 10000) } else { $null };',
  'c=[math]::Floor(($_.KernelModeTime + $_.UserModeTime) / 10000);',
  'w=$_.WorkingSetSize; t=$_.ThreadCount; a=$_.CommandLine } }) | ConvertTo-Json -Compress',
].join(' ');

const rowSchema = z.object({
  p: z.int().min(0),
  q: z.int().min(0),
  n: z.string(),
  s: z.number().nullish(),
  c: z.number().min(0).nullish(),
  w: z.number().min(0).nullish(),
  t: z.int().min(0).nullish(),
  a: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

export interface WindowsRow extends ProcessEntry {
  readonly commandLine: string | undefined;
  readonly usage: Omit<UsageReading, 'at'>;
}

/**
 * @returns one row a process that could be read. PowerShell writes a single object instead of an
 *   array of one.
 * @throws {SyntaxError} when the answer is no JSON, as after an error message.
 */
export function parseProcesses(answer: string): readonly WindowsRow[] {
  const given: unknown = JSON.parse(answer);
  const rows: readonly unknown[] = Array.isArray(given) ? given : [given];
  return rows.flatMap((row) => {
    const parsed = rowSchema.safeParse(row);
    return parsed.success ? rowOf(parsed.data) : [];
  });
}

function rowOf({ p, q, n, s, c, w, t, a }: Row): WindowsRow {
  const identity = { pid: p, ...(s != null && { startTicks: s }) };
  return {
    ...identity,
    ppid: q,
    name: n.replace(/\.exe$/i, ''),
    commandLine: a ?? undefined,
    usage: {
      ...identity,
      ...(c != null && { cpuMs: c }),
      ...(w != null && { rss: w }),
      ...(t != null && { threads: t }),
    },
  };
}

/**
 * Drops parents that are none: Windows never re-parents, so the pid of a parent that ended may
 * belong to a stranger that started later than the child.
 */
export function withTrueParents(rows: readonly WindowsRow[]): readonly WindowsRow[] {
  const startOf = new Map(rows.map(({ pid, startTicks }) => [pid, startTicks]));
  return rows.map((row) => {
    const parentStart = startOf.get(row.ppid);
    const isStranger = parentStart !== undefined && row.startTicks !== undefined && parentStart > row.startTicks;
    return isStranger ? { ...row, ppid: 0 } : row;
  });
}
