import { describe, expect, it } from 'vitest';
import { parseLimits } from '../../../../src/main/monitor/linux/limits';

const FILE = `Limit                     Soft Limit           Hard Limit           Units
Max cpu time              2                    unlimited            seconds
Max file size             unlimited            unlimited            bytes
Max data size             unlimited            unlimited            bytes
Max stack size            8388608              unlimited            bytes
Max core file size        0                    unlimited            bytes
Max resident set          unlimited            unlimited            bytes
Max processes             63446                63446                processes
Max open files            1024                 524288               files
Max locked memory         8388608              8388608              bytes
Max address space         unlimited            17179869184          bytes
Max file locks            unlimited            unlimited            locks
`;

describe('/proc/PID/limits', () => {
  it('is read as soft and hard limit, null for none', () => {
    expect(parseLimits(FILE)).toEqual({
      cpuSeconds: [2, null],
      fileSizeBytes: [null, null],
      openFiles: [1024, 524288],
      addressSpaceBytes: [null, 17179869184],
    });
  });

  it('leaves out what is not there', () => {
    expect(parseLimits('')).toEqual({});
  });
});
