/** Reads the counters of /proc/PID/{schedstat,io,status} from their bytes. */
import type { MemoryReading } from '../monitor';
import type { Bytes, Milliseconds } from '../../../shared/units';

const BLANK = 32;
const ZERO = 48;
const NINE = 57;

/** /proc/PID/schedstat (Documentation/scheduler/sched-stats.rst), of one thread. */
export interface SchedStat {
  /** On a core. */
  readonly ranMs: Milliseconds;
  /** Runnable, but waiting for a core. */
  readonly waitedMs: Milliseconds;
  /** How often it was given a core. */
  readonly slices: number;
}

/** @returns `undefined` where the kernel keeps no such statistics: then all three are 0. */
export function parseSchedStat(bytes: Buffer, length = bytes.length): SchedStat | undefined {
  // By hand: of all files this one is read most often.
  let ran = 0;
  let waited = 0;
  let value = 0;
  let blanks = 0;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte >= ZERO && byte <= NINE) value = value * 10 + (byte - ZERO);
    else if (byte !== BLANK) break;
    else {
      if (blanks === 0) ran = value;
      else waited = value;
      blanks += 1;
      value = 0;
    }
  }
  if (blanks < 2 || (ran === 0 && value === 0)) return undefined;
  return { ranMs: ran / 1e6, waitedMs: waited / 1e6, slices: value };
}

/** What went through read(2), write(2) and their like, files, pipes and terminals alike (proc_pid_io(5)). */
export interface IoCounters {
  readonly readBytes: Bytes;
  readonly writtenBytes: Bytes;
}

export function parseIo(bytes: Buffer): IoCounters | undefined {
  const readBytes = numberAfter(bytes, 'rchar:');
  const writtenBytes = numberAfter(bytes, 'wchar:');
  return readBytes === undefined || writtenBytes === undefined ? undefined : { readBytes, writtenBytes };
}

/** Of proc_pid_status(5); the switches are of one thread, the memory is the whole process's. */
export interface Status {
  /** Highest resident memory so far; a zombie and a thread of the kernel have none. */
  readonly peakRss: Bytes | undefined;
  readonly voluntary: number | undefined;
  readonly involuntary: number | undefined;
}

export function parseStatus(bytes: Buffer): Status {
  const kilobytes = numberAfter(bytes, 'VmHWM:');
  return {
    peakRss: kilobytes === undefined ? undefined : kilobytes * 1024,
    // The line before ends where this begins: `nonvoluntary_...` contains the same word.
    voluntary: numberAfter(bytes, '\nvoluntary_ctxt_switches:'),
    involuntary: numberAfter(bytes, '\nnonvoluntary_ctxt_switches:'),
  };
}

/** The whole number that follows a label and blanks. */
export function numberAfter(bytes: Buffer, label: string): number | undefined {
  const found = bytes.indexOf(label, 0, 'latin1');
  if (found === -1) return undefined;
  let index = found + label.length;
  while (bytes[index] === BLANK || bytes[index] === 9) index += 1;
  let value: number | undefined;
  for (let byte = bytes[index]; byte !== undefined && byte >= ZERO && byte <= NINE; byte = bytes[++index]) {
    value = (value ?? 0) * 10 + (byte - ZERO);
  }
  return value;
}

/** /proc/PID/smaps_rollup (proc_pid_smaps(5)): sums over all mappings, in kilobytes. */
export function parseSmapsRollup(bytes: Buffer): MemoryReading | 'unsupported' {
  const of = (label: string) => numberAfter(bytes, `\n${label}:`);
  const pss = of('Pss');
  if (pss === undefined) return 'unsupported';
  const own = (of('Private_Clean') ?? 0) + (of('Private_Dirty') ?? 0);
  return { pssBytes: pss * 1024, privateBytes: own * 1024, swapBytes: (of('SwapPss') ?? 0) * 1024 };
}
