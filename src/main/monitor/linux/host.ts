/** What /proc tells of the whole machine. */
import type { Bytes } from '../../../shared/units';
import type { HostReading } from '../monitor';
import { openProcFile, type ProcFile, readProcFile } from './proc-file';

/** The files that {@link parseHost} takes; `undefined` for one that this kernel does not have. */
export interface HostFiles {
  /** proc_stat(5). */
  readonly stat: string | undefined;
  /** proc_loadavg(5). */
  readonly loadavg: string | undefined;
  /** proc_meminfo(5). */
  readonly meminfo: string | undefined;
  /** proc_pressure(5), where the kernel was built and started with it. */
  readonly pressure: Readonly<Record<'cpu' | 'memory' | 'io', string | undefined>>;
}

/** Kept open from the first reading on: they are read at each sample, for as long as the watcher lives. */
const kept = new Map<string, ProcFile>();

export function readHost(): HostReading {
  const pressureOf = (kind: string) => keptText(`/proc/pressure/${kind}`);
  return parseHost({
    stat: keptText('/proc/stat'),
    loadavg: keptText('/proc/loadavg'),
    meminfo: keptText('/proc/meminfo'),
    pressure: { cpu: pressureOf('cpu'), memory: pressureOf('memory'), io: pressureOf('io') },
  });
}

function keptText(path: string): string | undefined {
  const file = kept.get(path) ?? openProcFile(path);
  kept.set(path, file);
  const bytes = readProcFile(file);
  return typeof bytes === 'string' ? undefined : bytes.toString('latin1');
}

export function parseHost({ stat, loadavg, meminfo, pressure }: HostFiles): HostReading {
  const [load1, , , threads] = (loadavg ?? '').split(' ');
  const runnable = /^(\d+)\//.exec(threads ?? '')?.[1];
  const swapTotal = kilobytes(meminfo, 'SwapTotal');
  const swapFree = kilobytes(meminfo, 'SwapFree');
  return {
    cores: coresOf(stat ?? ''),
    ...known('load1', load1 === undefined || load1 === '' ? undefined : Number(load1)),
    // The one that reads the file runs, for that reason.
    ...known('runnable', runnable === undefined ? undefined : Math.max(0, Number(runnable) - 1)),
    ...known('availableBytes', kilobytes(meminfo, 'MemAvailable')),
    ...known('swapUsedBytes', swapTotal === undefined || swapFree === undefined ? undefined : swapTotal - swapFree),
    ...known('pressure', pressureOf(pressure)),
  };
}

/** Ticks of each core. Waiting for a disk (`iowait`) is idle; time that another guest took (`steal`) is not ours. */
function coresOf(stat: string): HostReading['cores'] {
  return stat.split('\n').flatMap((line) => {
    const match = /^cpu(\d+) (.*)$/.exec(line);
    if (match === null) return [];
    const [user = 0, nice = 0, system = 0, idle = 0, iowait = 0, irq = 0, softirq = 0, steal = 0] = (match[2] ?? '')
      .split(' ')
      .map(Number);
    const busy = user + nice + system + irq + softirq;
    return [{ core: Number(match[1]), busy, total: busy + idle + iowait + steal }];
  });
}

function kilobytes(meminfo: string | undefined, key: string): Bytes | undefined {
  const found = new RegExp(`^${key}: +(\\d+) kB$`, 'm').exec(meminfo ?? '')?.[1];
  return found === undefined ? undefined : Number(found) * 1024;
}

/** Percent of the last 10 s in which at least one task waited. */
function pressureOf(files: HostFiles['pressure']): HostReading['pressure'] {
  const told = (['cpu', 'memory', 'io'] as const).flatMap((kind) => {
    const found = /^some avg10=([\d.]+)/m.exec(files[kind] ?? '')?.[1];
    return found === undefined ? [] : [[kind, Number(found)] as const];
  });
  return told.length === 0 ? undefined : Object.fromEntries(told);
}

function known<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
