import { describe, expect, it } from 'vitest';
import { PsTable } from '../../../../src/main/monitor/macos/ps-table';

const line = (pid: number, cpu: string) => `${pid} 1 Wed Nov 25 16:13:01 2026 ${cpu} 1024 S /usr/bin/python3\n`;

/** A table over recorded scans; the clock stands until the test moves it. */
function openTable(scans: readonly string[]) {
  const time = { now: 1000 };
  const state = { asked: 0 };
  const table = new PsTable(
    () => time.now,
    () => Promise.resolve(scans[state.asked++] ?? ''),
  );
  return { table, time, state };
}

describe('the table of macOS', () => {
  it('answers listing, look-up and reading from one scan', async () => {
    const { table, state } = openTable([line(7, '0:01.00') + line(8, '0:02.00')]);
    expect((await table.list()).map(({ pid }) => pid)).toEqual([7, 8]);
    expect(await table.find(8)).toMatchObject({ pid: 8, ppid: 1, name: 'python3' });
    expect(await table.find(9)).toBeUndefined();
    expect(await table.read([8, 9])).toMatchObject([{ pid: 8, cpuMs: 2000, rss: 1_048_576, at: 1000 }]);
    expect(state.asked).toBe(1);
  });

  it('scans again when the scan is stale, with the time of the new one', async () => {
    const { table, time } = openTable([line(7, '0:01.00'), line(7, '0:01.50')]);
    await table.read([7]);
    time.now = 1500;
    expect(await table.read([7])).toMatchObject([{ cpuMs: 1500, at: 1500 }]);
  });
});
