import type { SampleRow } from '../../shared/events';
import type { Bytes, Pid } from '../../shared/units';
import type { UsageReading } from '../monitor/monitor';
import type { LastUsage } from './tree-tracker';

interface Seen {
  reading: UsageReading;
  peakRss: Bytes | undefined;
  /** Its row while nothing changes. */
  resting: SampleRow | undefined;
}

/**
 * Makes samples of readings: CPU use is CPU time over wall time between two readings of one
 * process, the definition of `top` in Irix mode. A pid that was given to another process
 * begins anew, so no value is ever negative or a stranger's.
 */
export class UsageMeter {
  readonly #seen = new Map<Pid, Seen>();

  /** One row a reading, in the same order. */
  sample(readings: readonly UsageReading[]): SampleRow[] {
    return readings.map((reading) => this.#rowOf(reading));
  }

  /**
   * What a process had used when it was last looked at.
   *
   * @param atEnd a reading of the zombie, where there was time for one: its CPU time is final.
   */
  takeLast(pid: Pid, atEnd: UsageReading | undefined): LastUsage {
    const seen = this.#seen.get(pid);
    this.#seen.delete(pid);
    const isSame = seen !== undefined && (atEnd === undefined || atEnd.startTicks === seen.reading.startTicks);
    return { ...cpuAtEnd(seen, atEnd), ...(isSame && peakAtEnd(seen, atEnd)) };
  }

  /** While nothing changes it is one and the same row: nothing is made, compared or sent anew. */
  #rowOf(reading: UsageReading): SampleRow {
    const seen = this.#seen.get(reading.pid);
    if (seen?.reading === reading) return (seen.resting ??= rowOf(reading, 0));
    const peakRss = highest(reading.peakRss, reading.rss);
    if (seen === undefined || seen.reading.startTicks !== reading.startTicks) {
      this.#seen.set(reading.pid, { reading, peakRss, resting: undefined });
      return rowOf(reading, undefined);
    }
    const cpu = cpuBetween(seen.reading, reading);
    seen.reading = reading;
    seen.peakRss = highest(seen.peakRss, peakRss);
    seen.resting = undefined;
    return rowOf(reading, cpu);
  }
}

/** Field by field, in one order: a thousand objects of one shape are made and sent in half the time. */
function rowOf(reading: UsageReading, cpu: number | undefined): SampleRow {
  const row: { -readonly [Key in keyof SampleRow]: SampleRow[Key] } = { pid: reading.pid };
  if (cpu !== undefined) row.cpu = cpu;
  if (reading.cpuMs !== undefined) row.cpuMs = toTenth(reading.cpuMs);
  if (reading.rss !== undefined) row.rss = reading.rss;
  if (reading.threads !== undefined) row.threads = reading.threads;
  if (reading.state !== undefined) row.state = reading.state;
  if (reading.coreWaitMs !== undefined) row.coreWaitMs = toTenth(reading.coreWaitMs);
  if (reading.voluntary !== undefined) row.voluntary = reading.voluntary;
  if (reading.involuntary !== undefined) row.involuntary = reading.involuntary;
  if (reading.readBytes !== undefined) row.readBytes = reading.readBytes;
  if (reading.writtenBytes !== undefined) row.writtenBytes = reading.writtenBytes;
  if (reading.denied !== undefined) row.denied = [...reading.denied];
  return row;
}

function cpuAtEnd(seen: Seen | undefined, atEnd: UsageReading | undefined): LastUsage {
  if (atEnd?.cpuMs !== undefined) return { cpuMs: atEnd.cpuMs };
  const cpuMs = seen?.reading.cpuMs;
  return cpuMs === undefined ? {} : { cpuMs, lastKnown: true };
}

/** The kernel gives the memory back before it tells of the end: the peak is never that of the end itself. */
function peakAtEnd(seen: Seen, atEnd: UsageReading | undefined): LastUsage {
  const peakRssBytes = highest(seen.peakRss, atEnd?.peakRss);
  return peakRssBytes === undefined ? {} : { peakRssBytes, peakLastKnown: true };
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function highest(a: Bytes | undefined, b: Bytes | undefined): Bytes | undefined {
  return a === undefined ? b : Math.max(a, b ?? 0);
}

/** Percent of one core, to a tenth. */
function cpuBetween(earlier: UsageReading, later: UsageReading): number | undefined {
  const wall = later.at - earlier.at;
  if (wall <= 0 || later.cpuMs === undefined || earlier.cpuMs === undefined) return undefined;
  return Math.round((Math.max(0, later.cpuMs - earlier.cpuMs) / wall) * 1000) / 10;
}
