import { describe, expect, it } from 'vitest';
import { futexOf, isForever, parseSystemCall } from '../../../../../src/main/monitor/linux/standstill/system-calls';

describe('a thread in a system call', () => {
  it.each([
    ['1 0x4 0x7f13 0xf4249 0x0 0x0 0x0 0x7f13 0x7f13', 'x64', 'write'],
    ['61 0x5caa 0x7fff 0x0 0x0 0x0 0x0 0x7fff 0x7f13', 'x64', 'wait4'],
    ['64 0x1 0x7f13 0x10 0x0 0x0 0x0 0x7f13 0x7f13', 'arm64', 'write'],
    ['98 0x7f13 0x109 0x0 0x0 0x0 0xffffffff 0x7f13 0x7f13', 'arm64', 'futex'],
  ] as const)('%s on %s is %s', (text, arch, sleep) => {
    expect(parseSystemCall(text, arch)).toMatchObject({ sleep });
  });

  it('is none while it runs, and another where the number is not known', () => {
    expect(parseSystemCall('running', 'x64')).toBeUndefined();
    expect(parseSystemCall('-1 0x7fff 0x7f13', 'x64')).toBeUndefined();
    expect(parseSystemCall('34 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0', 'x64')).toBe('other');
    expect(parseSystemCall('0 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0', 'ia32')).toBe('other');
  });

  it('tells a private lock from a shared one, and a timed wait from an endless one', () => {
    expect(futexOf([0x7f99, 0x189, 0, 0])).toEqual({ address: 0x7f99, isPrivate: true, isTimed: false });
    expect(futexOf([0x7f99, 0x109, 0, 0x7ffe])).toEqual({ address: 0x7f99, isPrivate: false, isTimed: true });
    expect([isForever(0xffffffff), isForever(0), isForever(1000)]).toEqual([true, false, false]);
  });
});
