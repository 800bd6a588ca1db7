/** Chooses what this system offers. */
import type { MonotonicMilliseconds } from '../../shared/units';
import type { HostReading, LifecycleEvent, LifecycleSource, ProcessTable } from './monitor';

export interface Monitor {
  readonly table: ProcessTable;
  readonly readHost: () => HostReading;
  /**
   * Starts the best source of starts and ends: the kernel's own events, or scans of the table
   * with the reason why. Resolves once events flow.
   */
  startLifecycle(listener: (event: LifecycleEvent) => void): Promise<LifecycleSource>;
}

export interface MonitorOptions {
  readonly clock: () => MonotonicMilliseconds;
  readonly platform?: NodeJS.Platform;
  /** Scan even where the kernel would tell. */
  readonly mustPoll?: boolean;
}

export async function openMonitor(options: MonitorOptions): Promise<Monitor> {
  const { clock, platform = process.platform, mustPoll = false } = options;
  const table = await openTable(platform, clock);
  return {
    table,
    readHost: await hostReader(platform),
    startLifecycle: async (listener) => {
      const refusal = mustPoll ? 'scan-asked' : await tryKernel(platform, { clock, listener });
      if (typeof refusal !== 'string') return refusal;
      const { PollingLifecycle } = await import('./polling/polling-lifecycle');
      const source = new PollingLifecycle({ table, clock, reason: refusal });
      await source.start(listener);
      return source;
    },
  };
}

async function openTable(platform: NodeJS.Platform, clock: () => MonotonicMilliseconds): Promise<ProcessTable> {
  switch (platform) {
    case 'linux':
      return new (await import('./linux/proc-table')).ProcTable(clock);
    case 'darwin':
      return new (await import('./macos/ps-table')).PsTable(clock);
    case 'win32':
      return new (await import('./windows/powershell-table')).PowerShellTable(clock);
    default:
      return new (await import('./polling/pidtree-table')).PidtreeTable();
  }
}

async function hostReader(platform: NodeJS.Platform): Promise<() => HostReading> {
  if (platform === 'linux') return (await import('./linux/host')).readHost;
  const { readRuntimeHost } = await import('./polling/runtime-host');
  return () => readRuntimeHost(platform);
}

interface Listening {
  readonly clock: () => MonotonicMilliseconds;
  readonly listener: (event: LifecycleEvent) => void;
}

/** @returns the running source, or why there is none. */
async function tryKernel(platform: NodeJS.Platform, { clock, listener }: Listening): Promise<LifecycleSource | string> {
  if (platform !== 'linux') return `scan-platform ${platform}`;
  const { KernelLifecycle } = await import('./linux/kernel-lifecycle');
  const source = new KernelLifecycle(clock);
  try {
    await source.start(listener);
    return source;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
