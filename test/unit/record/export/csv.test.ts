import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText, type CsvTable, csvTables, writeCsv } from '../../../../src/main/record/export/csv';
import { BUSY_RUN, inBlocks } from '../../../support/busy-run';

async function tablesOf(): Promise<Record<CsvTable, readonly Record<string, string>[]>> {
  const texts = Object.fromEntries(csvTables.map((table) => [table, '']));
  await writeCsv(inBlocks(BUSY_RUN), async (table, text) => {
    texts[table] = `${texts[table] ?? ''}${text}`;
    return Promise.resolve();
  });
  const entries = csvTables.map((table) => [
    table,
    Papa.parse(texts[table] ?? '', { header: true, skipEmptyLines: true }).data,
  ]);
  return Object.fromEntries(entries) as Record<CsvTable, readonly Record<string, string>[]>;
}

describe('a run as tables', () => {
  it('has a row for each process, task and reading', async () => {
    const { processes, tasks, samples } = await tablesOf();
    expect(processes).toMatchObject([
      { pid: '10', name: 'main', exit_code: '1', signal: '', cause: '' },
      { pid: '11', name: 'worker-1', exit_code: '0' },
      { pid: '12', exit_code: '', signal: 'SIGKILL', cause: 'signal' },
    ]);
    expect(tasks).toMatchObject([
      { task: '1', items: '25', pid: '11', submitted_ms: '21', started_ms: '22', ended_ms: '60', outcome: 'finished' },
      { task: '3', wait_ms: '40', run_ms: '9', outcome: 'failed' },
      { task: '2', pid: '12', wait_ms: '', outcome: 'lost' },
    ]);
    expect(samples).toMatchObject([
      { t_ms: '30', pid: '11', cpu_percent: '80', rss_bytes: '2000000' },
      { pid: '12', cpu_percent: '', rss_bytes: '3000000' },
    ]);
  });

  it('has every other event with its details', async () => {
    const { events } = await tablesOf();
    expect(events).toHaveLength(BUSY_RUN.length - 1);
    const exit = events.find(({ type, pid }) => type === 'process-exited' && pid === '11');
    expect(JSON.parse(exit?.['details'] ?? '')).toMatchObject({ code: 0, signal: null });
  });

  it('lets no name become a formula', async () => {
    const { processes, tasks, samples } = await tablesOf();
    expect(processes[2]?.['name']).toBe("'=cmd|calc");
    expect(samples[1]?.['name']).toBe("'=cmd|calc");
    expect(tasks[1]?.['error']).toBe('ValueError: +1');
  });

  it.each(['=1', '+1', '-1', '@x', '=cmd|calc\nsecond line', '\u{FF1D}1+1', '  =1', '\t1', '\n=1', '\r=1'])(
    'writes %j as text',
    (formula) => {
      expect(Papa.parse<string[]>(csvText([[formula, -1]])).data[0]).toEqual([`'${formula}`, '-1']);
    },
  );

  it.each(['a=1', '1-2', '{"t":-1}', ''])('leaves %j as it is', (text) => {
    expect(Papa.parse<string[]>(csvText([[text, 'end']])).data[0]).toEqual([text, 'end']);
  });
});
