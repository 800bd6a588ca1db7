import type { RunEventOf } from '../events';
import type { Bytes } from '../units';
import { Series } from './series';

/** Readings of a level: a machine may have hundreds of cores. */
const LEVEL_OF_CORE = 200;

/** What a run knows of the machine that it ran on, all other programs included. */
export class HostRow {
  last: RunEventOf<'host-sample'> | undefined;
  /** Cores in use, 0 to all of them. */
  readonly busySeries = new Series();
  /** Threads that ran or waited for a core. */
  readonly runnableSeries = new Series();
  /** Of each core, percent. */
  readonly coreSeries: Series[] = [];
  peakRunnable: number | undefined;
  peakBusy = 0;
  leastAvailable: Bytes | undefined;
  samples = 0;
  /** Samples with more runnable threads than cores. */
  oversubscribed = 0;

  apply(event: RunEventOf<'host-sample'>): void {
    this.last = event;
    this.samples += 1;
    event.cpu.forEach((percent, core) => {
      const series = (this.coreSeries[core] ??= new Series(LEVEL_OF_CORE));
      series.push(event.t, percent);
    });
    const busy = event.cpu.reduce((sum, percent) => sum + percent, 0) / 100;
    this.busySeries.push(event.t, busy);
    this.peakBusy = Math.max(this.peakBusy, busy);
    if (event.availableBytes !== undefined)
      this.leastAvailable = Math.min(this.leastAvailable ?? Infinity, event.availableBytes);
    if (event.runnable === undefined) return;
    this.runnableSeries.push(event.t, event.runnable);
    this.peakRunnable = Math.max(this.peakRunnable ?? 0, event.runnable);
    if (event.runnable > event.cpu.length) this.oversubscribed += 1;
  }
}
