import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoNames } from '../../../src/shared/demos';
import { cliFile, playInTerminal, runCli, startCli, temporaryFolder } from '../../support/command-line';

describe('joinscope demo', () => {
  it('names the demos with what they are about', async () => {
    const { stdout, code } = await runCli(['demo', '--list']);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.map((line) => line.split(/ {2,}/)[0])).toEqual([...demoNames]);
    for (const line of lines) expect(line.split(/ {2,}/)[1]?.length).toBeGreaterThan(20);
  });

  it('shows a demo without a terminal: lines now and then, then each end with its verdict', async () => {
    const data = temporaryFolder();
    // Long enough for a line on a quick machine as well.
    const { stdout, code } = await runCli(['demo', 'crash-course', '--scale', '0.6'], {
      env: { JOINSCOPE_DATA: data },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^crash-course {2}\d\d:\d\d\.\d · processes .*workers .*queue .*in flight/m);
    expect(stdout).toMatch(/^. worker-\d+ +\d+ .* SIGKILL /m);
    expect(stdout).toMatch(/^. worker-\d+ +\d+ .* 1 +worker-\d+/m);
    expect(stdout).toMatch(/^. worker-\d+ +\d+ .* 3 +worker-\d+/m);
    expect(stdout).toMatch(/^tasks: \d+ finished, \d+ failed, \d+ lost/m);
    const [recording = ''] = readdirSync(join(data, 'recordings'));
    expect(stdout).toContain(`recording  ${join(data, 'recordings', recording)}`);
    expect(stdout).not.toContain('\u001B');
  });

  it('draws a table in a terminal, and takes it away for the last one', async () => {
    const { shown, status, failed } = await playInTerminal(
      [process.execPath, cliFile, 'demo', 'crash-course', '--scale', '0.2', '--no-record'],
      [
        ['expect', 'running'],
        ['expect', 'ended SIGKILL after'],
        ['expect', 'verdict'],
      ],
    );
    expect(failed, shown).toBeNull();
    expect(status).toBe(0);
    // The cursor is hidden while it draws, and shown again at the end.
    expect(shown.lastIndexOf('\u001B[?25h')).toBeGreaterThan(shown.lastIndexOf('\u001B[?25l'));
  });

  it('stops at Ctrl-C with its workers', async () => {
    const { child, lineAfter, result } = startCli(['demo', 'primes', '--workers', '2', '--no-record']);
    await lineAfter('primes  00:');
    child.kill('SIGINT');
    const { code, stdout } = await result;
    expect(code).not.toBe(0);
    expect(stdout).toMatch(/processes · stopped/);
    expect(stdout).not.toContain('still running');
  });
});
