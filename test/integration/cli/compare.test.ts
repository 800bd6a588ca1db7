import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../../support/command-line';

interface Told {
  readonly runs: readonly { readonly facts: { readonly workers: number; readonly processes: number } }[];
}
const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('joinscope sweep and compare', () => {
  it('runs the command with each number of workers, compares, and leaves recordings to compare again', async () => {
    const folder = temporaryFolder();
    const json = join(folder, 'sweep.json');
    const env = { JOINSCOPE_DATA: folder };
    // As many children as workers: what was put in arrived.
    const script = 'for i in $(seq {workers}); do /bin/true; done; exit 0';
    const swept = await runCli(['sweep', '--workers', '1,3', '--json', json, '--', 'sh', '-c', script], { env });

    expect(swept.code, swept.stderr).toBe(0);
    expect(swept.stderr).toContain('workers 3, run 1 of 1');
    expect(swept.stdout).toMatch(/^run +workers +wall time +speed-up/m);
    expect(swept.stdout).toMatch(/^3 workers +3 /m);
    const { runs } = readJson(json) as Told;
    // The names that docs/summary.md tells.
    expect(readJson(json)).toMatchObject({ schema: 1, base: 0, waits: [], verdicts: [] });
    const documented = readFileSync(new URL('../../../docs/summary.md', import.meta.url), 'utf8').split(
      '## A comparison',
    )[1];
    for (const field of Object.keys(runs[0]?.facts ?? {})) expect(documented).toContain(`\`${field}\``);
    expect(runs.map(({ facts }) => facts.workers)).toEqual([1, 3]);
    expect((runs[1]?.facts.processes ?? 0) - (runs[0]?.facts.processes ?? 0)).toBe(2);

    const files = readdirSync(join(folder, 'recordings'))
      .filter((name) => name.endsWith('.joinscope'))
      .sort()
      .map((name) => join(folder, 'recordings', name));
    const page = join(folder, 'page.html');
    const compared = await runCli(['compare', '--workers', '1,3', '--html', page, ...files], { env });
    expect(compared.code, compared.stderr).toBe(0);
    expect(compared.stdout.split('\n').filter((line) => line.includes('%'))).not.toHaveLength(0);
    expect(readFileSync(page, 'utf8')).toContain('Speed-up by workers');
  });

  it('stops at the first run that fails, with its exit code', async () => {
    const { code, stderr, stdout } = await runCli([
      'sweep',
      '--workers',
      '3,1',
      '--no-record',
      '--',
      'sh',
      '-c',
      'exit {workers}',
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('with 3 workers the command ended with 3');
    expect(stderr).not.toContain('workers 1');
    expect(stdout).toBe('');
  });

  it.each([
    [
      'a sweep without a place for the number',
      ['sweep', '--workers', '1,2', '--', 'true'],
      /expected \{workers\} somewhere/,
    ],
    ['a sweep without numbers', ['sweep', '--', 'sh', '{workers}'], /expected --workers with the numbers/],
    ['numbers that are none', ['sweep', '--workers', '1,x', '--', 'true'], /--workers to be a whole number.*found x/],
    ['one recording to compare', ['compare', 'one.joinscope'], /expected two or more recordings, found 1/],
    ['too few numbers', ['compare', '--workers', '1', 'a', 'b'], /expected 2 numbers for --workers.*found 1/],
  ])('refuses %s', async (_what, args, words) => {
    const { code, stderr } = await runCli(args);
    expect(code).toBe(125);
    expect(stderr).toMatch(words);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('joinscope report in other forms', () => {
  it('writes a page, a trace, tables and the summary of one recording', async () => {
    const folder = temporaryFolder();
    const at = (name: string) => join(folder, name);
    await runCli(['run', '--quiet', '--record', at('r.joinscope'), '--', 'sh', '-c', 'sleep 0.01; exit 3']);
    const forms = ['--html', at('r.html'), '--trace', at('r.trace'), '--json', at('r.json'), '--csv', at('tables')];
    const { code, stdout, stderr } = await runCli(['report', ...forms, at('r.joinscope')]);

    expect(code, stderr).toBe(0);
    expect(stdout).toContain('exit 3');
    expect(readFileSync(at('r.html'), 'utf8')).toMatch(/^<!doctype html>/);
    expect(readJson(at('r.trace'))).toHaveProperty('traceEvents');
    expect(readJson(at('r.json'))).toMatchObject({ exitCode: 3 });
    const tables = ['events.csv', 'processes.csv', 'samples.csv', 'tasks.csv'];
    expect(readdirSync(at('tables')).sort()).toEqual(tables);
    expect(readFileSync(at('tables/processes.csv'), 'utf8').split('\r\n')).toHaveLength(4);
  });

  it('gives one form to standard output, and refuses two', async () => {
    const path = join(temporaryFolder(), 'r.joinscope');
    await runCli(['run', '--quiet', '--record', path, '--', 'true']);
    const trace = await runCli(['report', '--trace', '-', path]);
    expect(JSON.parse(trace.stdout)).toHaveProperty('traceEvents');
    const both = await runCli(['report', '--trace', '-', '--html', '-', path]);
    expect(both.code).toBe(125);
    expect(both.stderr).toContain('expected one form of the report');
  });
});
