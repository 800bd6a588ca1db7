import { describe, expect, it } from 'vitest';
import { UsageMeter } from '../../../src/main/companion/usage-meter';

const reading = (at: number, cpuMs: number, startTicks = 5) => ({ pid: 10, startTicks, at, cpuMs, rss: 1000 });

describe('the usage meter', () => {
  it('gives CPU use as CPU time over wall time, in percent of one core', () => {
    const meter = new UsageMeter();
    expect(meter.sample([reading(0, 100)])[0]).not.toHaveProperty('cpu');
    expect(meter.sample([reading(500, 350)])[0]).toMatchObject({ cpu: 50, cpuMs: 350 });
    expect(meter.sample([reading(1000, 1850)])[0]).toMatchObject({ cpu: 300 });
  });

  it('begins anew with a pid that was given to another process', () => {
    const meter = new UsageMeter();
    meter.sample([reading(0, 100_000)]);
    expect(meter.sample([reading(500, 10, 6)])[0]).toEqual({ pid: 10, cpuMs: 10, rss: 1000 });
  });

  it('makes one row for as long as a process rests, and counts its next run from the last look at it', () => {
    const meter = new UsageMeter();
    const still = reading(0, 100);
    meter.sample([still]);
    still.at = 500;
    const [row] = meter.sample([still]);
    expect(row).toEqual({ pid: 10, cpu: 0, cpuMs: 100, rss: 1000 });
    still.at = 1000;
    expect(meter.sample([still])[0]).toBe(row);
    expect(meter.sample([reading(1500, 350)])[0]).toMatchObject({ cpu: 50 });
    expect(row).toMatchObject({ cpuMs: 100 });
  });

  it('is never negative, and says nothing between readings of one moment', () => {
    const meter = new UsageMeter();
    meter.sample([reading(0, 100)]);
    expect(meter.sample([reading(500, 90)])[0]).toMatchObject({ cpu: 0 });
    expect(meter.sample([reading(500, 95)])[0]).not.toHaveProperty('cpu');
  });

  it('remembers the largest memory and the last CPU time for the end, once', () => {
    const meter = new UsageMeter();
    meter.sample([{ ...reading(0, 10), rss: 9000 }]);
    meter.sample([reading(500, 20)]);
    expect(meter.takeLast(10, undefined)).toEqual({
      cpuMs: 20,
      peakRssBytes: 9000,
      lastKnown: true,
      peakLastKnown: true,
    });
    expect(meter.takeLast(10, undefined)).toEqual({});
  });

  it('prefers the CPU time of the zombie, which is final', () => {
    const meter = new UsageMeter();
    meter.sample([reading(0, 10)]);
    const last = meter.takeLast(10, reading(900, 40));
    expect(last.cpuMs).toBe(40);
    expect(last).not.toHaveProperty('lastKnown');
  });

  it('takes the kernel’s own peak where it is higher than what was sampled', () => {
    const meter = new UsageMeter();
    meter.sample([{ ...reading(0, 10), peakRss: 5_000_000 }]);
    expect(meter.takeLast(10, undefined).peakRssBytes).toBe(5_000_000);
  });

  it('passes on what was counted, and leaves out what was not', () => {
    const meter = new UsageMeter();
    const row = { ...reading(0, 10), voluntary: 3, involuntary: 0, denied: ['io'] as const };
    expect(meter.sample([row])[0]).toEqual({
      pid: 10,
      cpuMs: 10,
      rss: 1000,
      voluntary: 3,
      involuntary: 0,
      denied: ['io'],
    });
  });
});
