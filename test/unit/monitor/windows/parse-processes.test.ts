import { describe, expect, it } from 'vitest';
import { type Win32Process, WIN32_PROCESSES } from '../../../fixtures/recorded/recorded';
import { LIST_SCRIPT, parseProcesses, withTrueParents } from '../../../../src/main/monitor/windows/parse-processes';

// In the form of PowerShell 5.1 on Windows 11: `ConvertTo-Json -Compress` of the fields asked for.
const ANSWER =
  '[{"p":0,"q":0,"n":"System Idle Process","s":null,"c":91234567,"w":8192,"t":2,"a":null},' +
  '{"p":4,"q":0,"n":"System","s":13408612345678,"c":81250,"w":147456,"t":214,"a":null},' +
  '{"p":7120,"q":6044,"n":"python.exe","s":13408618000123,"c":1234,"w":15204352,"t":3,' +
  '"a":"\\"C:\\\\Program Files\\\\Python311\\\\python.exe\\"  -c \\"print(\\u00273\\u0027)\\""},' +
  '{"p":7344,"q":7120,"n":"Python.EXE","s":13408618000456,"c":0,"w":9097216,"t":1,"a":"python \\u9032\\u7a0b.py"}]';

describe('the answer of PowerShell', () => {
  it('has a row for each process', () => {
    expect(parseProcesses(ANSWER).map(({ pid, ppid, name }) => `${pid} of ${ppid}: ${name}`)).toEqual([
      '0 of 0: System Idle Process',
      '4 of 0: System',
      '7120 of 6044: python',
      '7344 of 7120: Python',
    ]);
  });

  it('tells use and the command line', () => {
    expect(parseProcesses(ANSWER)[2]).toEqual({
      pid: 7120,
      ppid: 6044,
      startTicks: 13408618000123,
      name: 'python',
      commandLine: '"C:\\Program Files\\Python311\\python.exe"  -c "print(\'3\')"',
      usage: { pid: 7120, startTicks: 13408618000123, cpuMs: 1234, rss: 15204352, threads: 3 },
    });
    expect(parseProcesses(ANSWER)[3]?.commandLine).toBe('python 進程.py');
  });

  it('leaves out what is null', () => {
    expect(parseProcesses(ANSWER)[0]).toEqual({
      pid: 0,
      ppid: 0,
      name: 'System Idle Process',
      commandLine: undefined,
      usage: { pid: 0, cpuMs: 91234567, rss: 8192, threads: 2 },
    });
  });

  it('may be a single object instead of an array of one', () => {
    expect(parseProcesses('{"p":7,"q":1,"n":"a.exe"}')).toMatchObject([{ pid: 7, ppid: 1, name: 'a' }]);
  });

  it('passes over rows that are none', () => {
    const rows = '[{"p":-1,"q":0,"n":"a"},{"p":"7","q":1,"n":"b"},null,3,{"p":7,"q":1,"n":"c"}]';
    expect(parseProcesses(rows).map(({ name }) => name)).toEqual(['c']);
  });

  it.each(['', 'Get-CimInstance : Access denied', '[{"p":7,'])('refuses %j', (answer) => {
    expect(() => parseProcesses(answer)).toThrow(SyntaxError);
  });
});

describe('a table that somebody recorded on Windows', () => {
  /** What the script makes of a process, in its words. */
  function fieldsOf(process: Win32Process) {
    const { CreationDate, KernelModeTime, UserModeTime } = process;
    return {
      p: process.ProcessId,
      q: process.ParentProcessId,
      n: process.Name,
      s: CreationDate === null ? null : Math.floor(fileTimeOf(CreationDate) / 10_000),
      c: Math.floor((KernelModeTime + UserModeTime) / 10_000),
      w: process.WorkingSetSize,
      t: process.ThreadCount,
      a: process.CommandLine,
    };
  }

  /** `yyyymmddHHMMSS.mmmmmmsUUU` as ToFileTimeUtc() tells it: 100 ns since 1601. */
  function fileTimeOf(text: string): number {
    const [, year, month, day, hour, minute, second, micro, offset] = (
      /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})\.(\d{6})([+-]\d{3})$/.exec(text) ?? []
    ).map(Number);
    const utc = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, (minute ?? NaN) - (offset ?? NaN), second);
    return (utc + 11_644_473_600_000) * 10_000 + (micro ?? NaN) * 10;
  }

  const rows = withTrueParents(parseProcesses(JSON.stringify(WIN32_PROCESSES.map(fieldsOf))));
  const rowOf = (pid: number) => rows.find((row) => row.pid === pid);

  it('has the fields that the script asks for', () => {
    for (const field of Object.keys(WIN32_PROCESSES[0] ?? {})) expect(LIST_SCRIPT).toContain(`$_.${field}`);
  });

  it('has a row for each process, with its parent, also one that has ended', () => {
    expect(rows.map(({ pid, ppid, name }) => `${pid} of ${ppid}: ${name}`)).toEqual([
      '0 of 0: System Idle Process',
      '4 of 0: System',
      '208 of 4: smss',
      '292 of 284: csrss',
      '344 of 336: csrss',
      '352 of 284: wininit',
      '1316 of 440: vds',
      '1248 of 440: svchost',
      '2600 of 440: msdtc',
    ]);
  });

  it('tells use in our units', () => {
    expect(rowOf(292)?.usage).toMatchObject({ cpuMs: 578, rss: 1_372_160, threads: 8 });
    // The idle process sums over all cores, and has no start.
    expect(rowOf(0)?.usage).toEqual({ pid: 0, cpuMs: 19_988_468, rss: 4096, threads: 1 });
    expect(rowOf(1248)?.commandLine).toBe('C:\\Windows\\System32\\svchost.exe -k termsvcs');
    expect(rowOf(4)?.commandLine).toBeUndefined();
  });

  it('tells starts apart that are less than a second apart', () => {
    const start = (rowOf(344)?.startTicks ?? 0) - (rowOf(292)?.startTicks ?? 0);
    expect(start).toBe(375);
    expect(new Date((rowOf(4)?.startTicks ?? 0) - 11_644_473_600_000).toISOString()).toBe('2017-07-12T19:14:25.018Z');
  });
});

describe('the parents of Windows', () => {
  /** Rows such as `7 1 100`: pid, parent, start. */
  const parentsOf = (...rows: readonly string[]) => {
    const given = rows.map((row) => row.split(' ').map((text) => (text === 'null' ? null : Number(text))));
    const answer = JSON.stringify(given.map(([p, q, s]) => ({ p, q, n: 'a', s })));
    return withTrueParents(parseProcesses(answer)).map(({ pid, ppid }) => `${pid} of ${ppid}`);
  };

  it('are kept when they started before', () => {
    expect(parentsOf('5 1 100', '7 5 100', '8 5 101')).toEqual(['5 of 1', '7 of 5', '8 of 5']);
  });

  it('are dropped when their pid was reused by a stranger that started later', () => {
    expect(parentsOf('5 1 200', '7 5 100')).toEqual(['5 of 1', '7 of 0']);
  });

  it('are kept when they have ended, or when no start is told', () => {
    expect(parentsOf('7 5 100')).toEqual(['7 of 5']);
    expect(parentsOf('5 1 null', '7 5 100')).toEqual(['5 of 1', '7 of 5']);
  });
});
