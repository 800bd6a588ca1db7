import { cpus, freemem, loadavg } from 'node:os';
import type { HostReading } from '../monitor';

/**
 * What the runtime tells of the whole machine, for systems without /proc: libuv asks
 * host_processor_info on macOS and NtQuerySystemInformation on Windows, which has no load average.
 */
export function readRuntimeHost(platform: NodeJS.Platform): HostReading {
  const cores = cpus().map(({ times }, core) => {
    const busy = times.user + times.nice + times.sys + times.irq;
    return { core, busy, total: busy + times.idle };
  });
  const [load1] = loadavg();
  return {
    cores,
    ...(platform !== 'win32' && load1 !== undefined && { load1 }),
    availableBytes: freemem(),
  };
}
