import { describe, expect, it } from 'vitest';
import { numberAfter, parseIo, parseSchedStat, parseStatus } from '../../../../src/main/monitor/linux/parse-counters';

// Recorded from Linux 6.18.
const STATUS = Buffer.from(`Name:\tpython3
Umask:\t0022
State:\tS (sleeping)
Tgid:\t4242
VmPeak:\t   19860 kB
VmHWM:\t   11776 kB
VmRSS:\t   10240 kB
Threads:\t1
Cpus_allowed_list:\t0-1
voluntary_ctxt_switches:\t37
nonvoluntary_ctxt_switches:\t1204
`);

describe('the counters of /proc', () => {
  it('reads the highest memory and both kinds of switches', () => {
    expect(parseStatus(STATUS)).toEqual({ peakRss: 11_776 * 1024, voluntary: 37, involuntary: 1204 });
  });

  it('tells no memory of a zombie, which has none', () => {
    const zombie = Buffer.from(STATUS.toString().replace(/^Vm.*\n/gm, ''));
    expect(parseStatus(zombie)).toEqual({ peakRss: undefined, voluntary: 37, involuntary: 1204 });
  });

  it('reads nanoseconds of a core, and of waiting for one', () => {
    expect(parseSchedStat(Buffer.from('104567890 2500000 42\n'))).toEqual({
      ranMs: 104.56789,
      waitedMs: 2.5,
      slices: 42,
    });
  });

  it('takes zeros for what a kernel without such statistics tells, and never for a measurement', () => {
    expect(parseSchedStat(Buffer.from('0 0 0\n'))).toBeUndefined();
  });

  it('reads what went through read and write', () => {
    const io =
      'rchar: 4396\nwchar: 17\nsyscr: 10\nsyscw: 1\nread_bytes: 0\nwrite_bytes: 4096\ncancelled_write_bytes: 0\n';
    expect(parseIo(Buffer.from(io))).toEqual({ readBytes: 4396, writtenBytes: 17 });
    expect(parseIo(Buffer.from(''))).toBeUndefined();
  });

  it('finds no number where none follows the label', () => {
    expect(numberAfter(Buffer.from('VmHWM:\tnone\n'), 'VmHWM:')).toBeUndefined();
    expect(numberAfter(Buffer.from('VmHWM:'), 'VmHWM:')).toBeUndefined();
  });
});
