import { describe, expect, it } from 'vitest';
import {
  PS_AUX,
  PS_OF_TERMINALS,
  PS_WITH_COMMAS,
  PS_WITH_STARTS,
  PS_WITH_STATES,
} from '../../../fixtures/recorded/recorded';
import { parseColumns, parseCpuTime, parsePs, PS_ARGUMENTS } from '../../../../src/main/monitor/macos/parse-ps';

// The form of macOS 15's `ps -axww -o pid=,ppid=,lstart=,time=,rss=,state=,comm=` with LC_ALL=C.
const OUTPUT = `    1     0 Mon Nov 23 08:01:14 2026     9:12.34  14208 Ss   /sbin/launchd
  321     1 Mon Nov 23 08:01:20 2026   1:02:03.45 103424 Ss   /System/Library/PrivateFrameworks/SkyLight.framework/Resources/WindowServer
 2710     1 Tue Nov  3 09:15:02 2026     0:04.10  88064 S    /Applications/Visual Studio Code.app/Contents/MacOS/Electron
40811 40810 Wed Nov 25 16:12:25 2026     0:00.03   2160 Ss   -zsh
40990 40811 Wed Nov 25 16:13:01 2026     0:01.23  11264 R+   /opt/homebrew/Cellar/python@3.11/3.11.7/Frameworks/Python.framework/Versions/3.11/Resources/Python.app/Contents/MacOS/Python
40991 40990 Wed Nov 25 16:13:02 2026     0:00.00      0 Z+   (Python)
40992 40990 Wed Nov 25 16:13:02 2026     0:00.00   1024 U+   python3
40993 40990 Wed Nov 25 16:13:02 2026     0:00.00   1024 I    /usr/local/bin/進程 工具
`;

const rowOf = (pid: number) => parsePs(OUTPUT).find((row) => row.pid === pid);

describe('the output of ps on macOS', () => {
  it('has a row for each process', () => {
    expect(parsePs(OUTPUT).map(({ pid, ppid, name }) => `${pid} of ${ppid}: ${name}`)).toEqual([
      '1 of 0: launchd',
      '321 of 1: WindowServer',
      '2710 of 1: Electron',
      '40811 of 40810: -zsh',
      '40990 of 40811: Python',
      '40991 of 40990: (Python)',
      '40992 of 40990: python3',
      '40993 of 40990: 進程 工具',
    ]);
  });

  it('tells use in our units', () => {
    expect(rowOf(40990)?.usage).toEqual({
      pid: 40990,
      startTicks: Date.UTC(2026, 10, 25, 16, 13, 1) / 1000,
      cpuMs: 1230,
      rss: 11264 * 1024,
      state: 'R',
    });
  });

  it('reads a day of one figure', () => {
    expect(rowOf(2710)?.startTicks).toBe(Date.UTC(2026, 10, 3, 9, 15, 2) / 1000);
  });

  it('writes states as Linux does', () => {
    expect([40811, 40990, 40991, 40992, 40993].map((pid) => rowOf(pid)?.usage.state)).toEqual([
      'S',
      'R',
      'Z',
      'D',
      'S',
    ]);
  });

  it('passes over what is no row', () => {
    const output = `ps: warning: something\n\n  12 1 Wed Nov 25 16:1\n${OUTPUT}`;
    expect(parsePs(output)).toEqual(parsePs(OUTPUT));
    expect(parsePs('')).toEqual([]);
  });
});

describe('the columns of ps, as others recorded them on macOS', () => {
  it('are those that we ask for', () => {
    expect(PS_ARGUMENTS).toEqual(['-axww', '-o', 'pid=,ppid=,lstart=,time=,rss=,state=,comm=']);
  });

  it('tell pids, parents, starts and names, below a heading and above a warning', () => {
    const rows = parseColumns(PS_WITH_STARTS, ['pid', 'ppid', 'lstart', 'comm']);
    expect(rows).toEqual([
      { pid: '1', ppid: '0', lstart: 'Wed Aug 26 02:46:32 2026', comm: '/sbin/launchd' },
      { pid: '86', ppid: '1', lstart: 'Wed Aug 26 02:46:35 2026', comm: '/usr/libexec/logd' },
      { pid: '87', ppid: '1', lstart: 'Wed Aug 26 02:46:35 2026', comm: '/usr/libexec/smd' },
    ]);
  });

  it('tell memory and names that hold no path, beside figures with the comma of the language', () => {
    const rows = parseColumns(PS_WITH_COMMAS, ['pid', 'ppid', 'pcpu', 'pmem', 'rss', 'comm']);
    expect(rows.map(({ pid, ppid, rss, comm }) => [pid, ppid, rss, comm])).toEqual([
      ['666', '1', '97920', 'Terminal'],
      ['73425', '73411', '358288', 'mimo'],
      ['433', '1', '95968', 'WindowServer'],
    ]);
  });

  it('tell states', () => {
    const rows = parseColumns(PS_WITH_STATES, ['pid', 'state']);
    expect(rows.map(({ pid, state }) => `${pid} ${state}`)).toEqual(['1 Ss', '1125 Ss', '1127 Ss']);
  });

  it('tell CPU times', () => {
    const rows = parseColumns(PS_OF_TERMINALS, ['pid', 'tty', 'time', 'comm']);
    expect(rows.map(({ pid, time, comm }) => [pid, parseCpuTime(time), comm])).toEqual([
      ['6059', 12_610, 'npm start'],
      ['6067', 12_410, 'npm run storybook'],
      ['46511', 150, '/opt/homebrew/bin/fish -l'],
      ['94441', 340, 'npm start'],
    ]);
  });
});

describe('a CPU time of ps', () => {
  it.each([
    ['0:00.00', 0],
    ['0:01.23', 1230],
    ['12:34.56', 754_560],
    ['1:02:03.45', 3_723_450],
    ['123:00.00', 7_380_000],
    ['-', 0],
  ])('%s is %i ms', (text, expected) => {
    expect(parseCpuTime(text)).toBe(expected);
  });

  it('reads times as recorded, with a point or with the comma of the language', () => {
    expect(parseCpuTime(PS_AUX.time)).toBe(10);
    expect(parseCpuTime(PS_AUX.time.replace('.', ','))).toBe(10);
    const [row] = parsePs(`40990 1 Wed Nov 25 16:13:01 2026 0:01,23 ${PS_AUX.rss} ${PS_AUX.state} python3`);
    expect(row?.usage).toMatchObject({ cpuMs: 1230, rss: PS_AUX.rss * 1024, state: 'S' });
  });

  it('takes a table of other columns for none of its own', () => {
    expect(parsePs(PS_WITH_COMMAS)).toEqual([]);
  });
});
