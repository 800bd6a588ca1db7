/** Reads /proc/PID/stat (proc_pid_stat(5)) from its bytes, without making a string of each field. */
import type { StartTicks } from '../../../shared/units';

export interface StatFigures {
  readonly state: string;
  readonly ppid: number;
  /** User plus system time, in clock ticks. */
  readonly cpuTicks: number;
  readonly threads: number;
  readonly startTicks: StartTicks;
  readonly rssPages: number;
}

export interface Stat extends StatFigures {
  readonly name: string;
}

const SPACE = 32;
const ZERO = 48;
const MINUS = 45;
const OPEN = 40;
const CLOSE = 41;

/** Fields 4 to 24 of the line that was read last; later ones are not needed. */
const fields = new Float64Array(21);
const fieldOf = (manual: number) => fields[manual - 4] ?? 0;

/**
 * @param bytes the file's content; the name in it may hold blanks and brackets, so fields are
 *   counted from the last closing one.
 * @returns `undefined` for what is no such file.
 */
export function parseStat(bytes: Buffer): Stat | undefined {
  const figures = parseStatFigures(bytes);
  const name = bytes.toString('utf8', bytes.indexOf(OPEN) + 1, bytes.lastIndexOf(CLOSE));
  return figures && { ...figures, name };
}

/** As {@link parseStat}, for those who know the name. */
export function parseStatFigures(bytes: Buffer): StatFigures | undefined {
  const nameEnd = bytes.lastIndexOf(CLOSE);
  const nameStart = bytes.indexOf(OPEN);
  // Field 3 (state) is two bytes on, field 4 begins two later.
  if (nameStart === -1 || nameEnd < nameStart || !readFields(bytes, nameEnd + 4)) return undefined;
  return {
    state: String.fromCharCode(bytes[nameEnd + 2] ?? 63),
    ppid: fieldOf(4),
    cpuTicks: fieldOf(14) + fieldOf(15),
    threads: fieldOf(20),
    startTicks: fieldOf(22),
    rssPages: fieldOf(24),
  };
}

/** @returns whether all were there. */
function readFields(bytes: Buffer, start: number): boolean {
  let count = 0;
  let value = 0;
  let sign = 1;
  let hasDigit = false;
  for (let index = start; index < bytes.length && count < fields.length; index += 1) {
    const byte = bytes[index] ?? SPACE;
    if (byte >= ZERO && byte <= ZERO + 9) {
      value = value * 10 + (byte - ZERO);
      hasDigit = true;
    } else if (byte === MINUS) sign = -1;
    else if (hasDigit) {
      fields[count] = sign * value;
      count += 1;
      value = 0;
      sign = 1;
      hasDigit = false;
    }
  }
  return count === fields.length;
}
