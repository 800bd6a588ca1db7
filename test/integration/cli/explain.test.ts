import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../../support/command-line';

interface Told {
  readonly processes: readonly {
    readonly pid: number;
    readonly exitCode: number | null;
    readonly signal: string | null;
  }[];
}

it('explains a recording, one process of it, in words and as Markdown', async () => {
  const folder = temporaryFolder();
  const [file, summary] = [join(folder, 'run.joinscope'), join(folder, 'summary.json')];
  const script = 'sh -c "exit 3"; sh -c "kill -9 \\$\\$"; exit 0';
  const run = await runCli(['run', '--quiet', '--record', file, '--summary', summary, '--', 'sh', '-c', script]);
  expect(run.code, run.stderr).toBe(0);
  const { processes } = JSON.parse(readFileSync(summary, 'utf8')) as Told;
  const chosen = processes.find(({ exitCode }) => exitCode === 3)?.pid ?? 0;
  const killed = processes.find(({ signal }) => signal === 'SIGKILL')?.pid ?? 0;

  const all = await runCli(['explain', file]);
  expect(all.code, all.stderr).toBe(0);
  expect(all.stdout).toContain(`(${chosen})`);
  expect(all.stdout).toContain(`(${killed})`);

  const one = await runCli(['explain', file, '--pid', String(chosen)]);
  expect(one.code, one.stderr).toBe(0);
  expect(one.stdout).toContain(`(${chosen})`);
  expect(one.stdout).not.toContain(`(${killed})`);
  expect(one.stdout).toContain('3');

  const page = await runCli(['explain', file, '--pid', String(killed), '--markdown']);
  expect(page.stdout).toMatch(/^### /);
  expect(page.stdout).toContain(`(pid ${killed})`);
  expect(page.stdout).toContain('SIGKILL');

  const none = await runCli(['explain', file, '--pid', '1']);
  expect(none).toMatchObject({ code: 125, stdout: '' });
  expect(none.stderr.trim().split('\n')).toHaveLength(1);
});
