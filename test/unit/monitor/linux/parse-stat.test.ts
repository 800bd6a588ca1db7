import { describe, expect, it } from 'vitest';
import { parseStat } from '../../../../src/main/monitor/linux/parse-stat';

/** A line of /proc/PID/stat as Linux 6.18 wrote it, but for the name. */
const lineOf = (name: string) =>
  `10820 (${name}) S 10776 10773 10773 0 -1 4194304 1183 0 0 0 27 8 3 4 20 -5 9 0 408467 14729216 2514 ` +
  '18446744073709551615 94245 94246 140730 0 0 0 0 16781312 2 0 0 0 17 1 0 0 0 0 0 1 2 3 4 5 6 7 0\n';

const parse = (line: string) => parseStat(Buffer.from(line));

describe('a line of /proc/PID/stat', () => {
  it('is read by the fields of the manual', () => {
    expect(parse(lineOf('python3'))).toEqual({
      name: 'python3',
      state: 'S',
      ppid: 10776,
      cpuTicks: 27 + 8,
      threads: 9,
      startTicks: 408467,
      rssPages: 2514,
    });
  });

  it.each(['a b', 'a) S 1 2', '(sd-pam)', ') R 9 (', '進程', '', 'a\nb', 'x)'])(
    'finds the end of the name %j',
    (name) => {
      expect(parse(lineOf(name))).toMatchObject({ name, state: 'S', ppid: 10776, startTicks: 408467 });
    },
  );

  it('reads a thread of the kernel, which has no memory and no parent', () => {
    const line =
      '2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 5 0 0 20 0 1 0 17 0 0 18446744073709551615 0 0 0 0 0 0 0 ' +
      '2147483647 0 0 0 0 0 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n';
    expect(parse(line)).toMatchObject({ name: 'kthreadd', ppid: 0, cpuTicks: 5, startTicks: 17, rssPages: 0 });
  });

  it('reads a zombie', () => {
    expect(parse(lineOf('python3').replace(') S', ') Z'))).toMatchObject({ state: 'Z', cpuTicks: 35 });
  });

  it.each(['', 'nonsense', '1 (cut) S 2 3', ')('])('refuses %j', (line) => {
    expect(parse(line)).toBeUndefined();
  });
});
