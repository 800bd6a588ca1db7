/**
 * Reads what macOS's `ps` prints (ps(1)), asked for with {@link PS_ARGUMENTS} and `LC_ALL=C`.
 *
 * `lstart` is the only start time that it has, in whole seconds of the local clock. It
 * stands in for start ticks: two processes with one pid cannot start in the same second
 * unless the system went through all pids within it.
 */
import type { Milliseconds } from '../../../shared/units';
import type { ProcessEntry, UsageReading } from '../monitor';

/** Every process of every user, wide, without headings, the name last because it may hold spaces. */
export const PS_ARGUMENTS = ['-axww', '-o', 'pid=,ppid=,lstart=,time=,rss=,state=,comm='] as const;

// pid, ppid, "Wed Nov 25 16:12:25 2026", time, rss, state, name
const LINE = /^\s*(\d+)\s+(\d+)\s+\w{3}\s+(\w{3}\s+\d+\s+[\d:]{8}\s+\d{4})\s+([\d:.,]+)\s+(\d+)\s+(\S+)\s+(.+)$/;

export interface PsRow extends ProcessEntry {
  readonly usage: Omit<UsageReading, 'at'>;
}

/** @returns one row a line that could be read; others (a warning, a cut line) are passed over. */
export function parsePs(output: string): readonly PsRow[] {
  return output.split('\n').flatMap((line) => parseLine(line) ?? []);
}

function parseLine(line: string): PsRow | undefined {
  const [, pidText, ppidText, started = '', time = '', rssText, state = '', path = ''] = LINE.exec(line) ?? [];
  if (pidText === undefined) return undefined;
  const pid = Number(pidText);
  const startTicks = Date.parse(`${started} UTC`) / 1000;
  return {
    pid,
    ppid: Number(ppidText),
    startTicks,
    name: baseName(path.trim()),
    usage: {
      pid,
      startTicks,
      cpuMs: parseCpuTime(time),
      // In kilobytes of 1024 bytes (ps(1), keyword rss).
      rss: Number(rssText) * 1024,
      state: letterOf(state),
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
