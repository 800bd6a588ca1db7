/**
 * Reads what macOS's `ps` prints (ps(1)), asked for with {@link PS_ARGUMENTS} and `LC_ALL=C`.
 *
 * `lstart` is the only start time that it has, in whole seconds of the local clock. It
 * stands in for start ticks: two processes with one pid cannot start in the same second
 * unless the system went through all pids within it.
 */
import type { Milliseconds } from '../../../shared/units';
import type { ProcessEntry, UsageReading } from '../monitor';

/** What is asked for; the name last because it may hold spaces. */
const COLUMNS = ['pid', 'ppid', 'lstart', 'time', 'rss', 'state', 'comm'] as const;

/** Every process of every user, wide, without headings. */
export const PS_ARGUMENTS = ['-axww', '-o', COLUMNS.map((column) => `${column}=`).join()] as const;

/** What a column holds; any other is one word. */
const PATTERNS: Readonly<Record<string, string>> = {
  pid: '\\d+',
  ppid: '\\d+',
  // "Wed Nov 25 16:12:25 2026"
  lstart: '\\w{3}\\s+\\w{3}\\s+\\d+\\s+[\\d:]{8}\\s+\\d{4}',
  time: '[\\d:.,]+',
  rss: '\\d+',
  comm: '.+',
};

export interface PsRow extends ProcessEntry {
  readonly usage: Omit<UsageReading, 'at'>;
}

/** @returns one row a line that could be read; others (a warning, a cut line) are passed over. */
export function parsePs(output: string): readonly PsRow[] {
  return parseColumns(output, COLUMNS).map(rowOf);
}

/**
 * The texts of a table of `ps -o`, whichever columns it has. Each keyword is printed by itself (`ps/keyword.c`), the
 * same in any company.
 *
 * @returns one row a line that has these columns; headings and warnings are passed over.
 */
export function parseColumns<Column extends string>(
  output: string,
  columns: readonly Column[],
): readonly Readonly<Record<Column, string>>[] {
  const line = new RegExp(`^\\s*${columns.map((column) => `(${PATTERNS[column] ?? '\\S+'})`).join('\\s+')}$`);
  return output.split('\n').flatMap((text) => {
    const found = line.exec(text.trimEnd());
    if (found === null) return [];
    return Object.fromEntries(columns.map((column, index) => [column, found[index + 1]])) as Record<Column, string>;
  });
}

function rowOf(texts: Readonly<Record<(typeof COLUMNS)[number], string>>): PsRow {
  const pid = Number(texts.pid);
  const startTicks = Date.parse(`${texts.lstart} UTC`) / 1000;
  return {
    pid,
    ppid: Number(texts.ppid),
    startTicks,
    name: baseName(texts.comm),
    usage: {
      pid,
      startTicks,
      cpuMs: parseCpuTime(texts.time),
      // In kilobytes of 1024 bytes (ps(1), keyword rss).
      rss: Number(texts.rss) * 1024,
      state: letterOf(texts.state),
    },
  };
}

/**
 * `0:01.23`, `12:34.56`, `1:02:03.45`: minutes and seconds, with hours above 59 minutes.
 *
 * @returns 0 for text of another form.
 */
export function parseCpuTime(text: string): Milliseconds {
  // A comma where the language has one (ru_RU: test/fixtures/recorded/SOURCES.md), should LC_ALL be overruled.
  const seconds = text
    .replace(',', '.')
    .split(':')
    .reduce((total, part) => total * 60 + Number(part), 0);
  return Number.isFinite(seconds) ? Math.round(seconds * 1000) : 0;
}

/** The letter that Linux uses: macOS writes I (idle) and U (uninterruptible) where Linux has S and D. */
function letterOf(state: string): string {
  const letter = state.charAt(0);
  return { I: 'S', U: 'D' }[letter] ?? letter;
}

/** A login shell is shown as `-zsh`, a kernel path as `/usr/bin/python3`. */
function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1) || path;
}
