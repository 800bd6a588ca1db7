/** Reads /proc/PID/stat (proc_pid_stat(5)) from its bytes, without making a string of each field. */
import type { StartTicks } from '../../../shared/units';

export interface Stat {
  readonly name: string;
  readonly state: string;
  readonly ppid: number;
  /** User plus system time, in clock ticks. */
  readonly cpuTicks: number;
  readonly threads: number;
  readonly startTicks: StartTicks;
  readonly rssPages: number;
}

const SPACE = 32;
const ZERO = 48;
const MINUS = 45;
const OPEN = 40;
const CLOSE = 41;

/**
 * @param bytes the file's content; the name in it may hold blanks and brackets, so fields are
 *   counted from the last closing one.
 * @returns `undefined` for what is no such file.
 */
export function parseStat(bytes: Buffer): Stat | undefined {
  const nameEnd = bytes.lastIndexOf(CLOSE);
  const nameStart = bytes.indexOf(OPEN);
  if (nameStart === -1 || nameEnd < nameStart) return undefined;
  // Field 3 (state) is two bytes on; index 0 here is field 3 of the manual.
  const fields = numbersFrom(bytes, nameEnd + 4);
  const field = (manual: number) => fields[manual - 4] ?? 0;
  if (fields.length < 21) return undefined;
  return {
    name: bytes.toString('utf8', nameStart + 1, nameEnd),
    state: String.fromCharCode(bytes[nameEnd + 2] ?? 63),
    ppid: field(4),
    cpuTicks: field(14) + field(15),
    threads: field(20),
    startTicks: field(22),
    rssPages: field(24),
  };
}

/** Fields 4 to 24; later ones are not needed. */
function numbersFrom(bytes: Buffer, start: number): readonly number[] {
  const numbers: number[] = [];
  let value = 0;
  let sign = 1;
  let hasDigit = false;
  for (let index = start; index < bytes.length && numbers.length < 21; index += 1) {
    const byte = bytes[index] ?? SPACE;
    if (byte >= ZERO && byte <= ZERO + 9) {
      value = value * 10 + (byte - ZERO);
      hasDigit = true;
    } else if (byte === MINUS) sign = -1;
    else if (hasDigit) {
      numbers.push(sign * value);
      value = 0;
      sign = 1;
      hasDigit = false;
    }
  }
  return numbers;
}
