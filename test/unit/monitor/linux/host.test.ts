import { describe, expect, it } from 'vitest';
import { HostMeter } from '../../../../src/main/companion/host-meter';
import { parseHost } from '../../../../src/main/monitor/linux/host';

// Recorded from Linux 6.18, two cores.
const FILES = {
  stat: `cpu  100 0 50 800 10 0 5 3 0 0
cpu0 60 0 20 400 5 0 5 2 0 0
cpu1 40 0 30 400 5 0 0 1 0 0
intr 12345 0 0
procs_running 7
`,
  loadavg: '3.25 2.10 1.05 7/412 98765\n',
  meminfo: `MemTotal:       24673932 kB
MemFree:         1000000 kB
MemAvailable:   20000000 kB
SwapTotal:       2097152 kB
SwapFree:        2000000 kB
`,
  pressure: {
    cpu: 'some avg10=36.75 avg60=30.89 avg300=13.77 total=6267128385\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n',
    memory: 'some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n',
    io: undefined,
  },
};

describe('the whole machine', () => {
  it('is read from /proc', () => {
    expect(parseHost(FILES)).toEqual({
      cores: [
        { core: 0, busy: 85, total: 492 },
        { core: 1, busy: 70, total: 476 },
      ],
      load1: 3.25,
      runnable: 6,
      availableBytes: 20_000_000 * 1024,
      swapUsedBytes: 97_152 * 1024,
      pressure: { cpu: 36.75, memory: 0 },
    });
  });

  it('leaves out what a kernel does not show, and is never 0 for that', () => {
    const nothing = { stat: undefined, loadavg: undefined, meminfo: undefined };
    const none = { cpu: undefined, memory: undefined, io: undefined };
    expect(parseHost({ ...nothing, pressure: none })).toEqual({ cores: [] });
  });

  it('uses its cores as much as they were busy between two readings', () => {
    const meter = new HostMeter();
    const reading = (busy: number, total: number) => ({ cores: [{ core: 0, busy, total }], runnable: 3 });
    expect(meter.sample(reading(100, 1000))).toBeUndefined();
    expect(meter.sample(reading(150, 1100))).toEqual({ cpu: [50], runnable: 3 });
    // A kernel may count iowait backwards.
    expect(meter.sample(reading(150, 1090))).toEqual({ cpu: [0], runnable: 3 });
  });

  it('begins anew with a core that was switched on meanwhile', () => {
    const meter = new HostMeter();
    meter.sample({ cores: [{ core: 0, busy: 1, total: 10 }] });
    const second = { core: 1, busy: 900, total: 1000 };
    expect(meter.sample({ cores: [{ core: 0, busy: 6, total: 20 }, second] })?.cpu).toEqual([50, 0]);
  });
});
