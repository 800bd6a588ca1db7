import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/command-line';

const COMMANDS = [
  'run',
  'attach',
  'demo',
  'lesson',
  'report',
  'explain',
  'compare',
  'sweep',
  'open',
  'completion',
  'manual',
];

describe('help', () => {
  it.each(COMMANDS)('of %s tells an example', async (command) => {
    const { stdout, code } = await runCli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Example:\\n .*joinscope ${command}`, 'm'));
  });
});

describe('the manual page', () => {
  it('holds every command and option of the help', async () => {
    const { stdout: page } = await runCli(['manual']);
    for (const command of COMMANDS) {
      expect(page).toContain(`.SS "joinscope ${command} `);
      const { stdout: help } = await runCli([command, '--help']);
      for (const [option] of help.matchAll(/--[a-z-]+(?= |,)/g)) {
        if (option !== '--help') expect(page).toContain(option.replaceAll('-', '\\-'));
      }
    }
  });

  it('explains arguments, each exit code and where recordings are', async () => {
    const { stdout: page } = await runCli(['manual']);
    expect(page).toContain('\\fI<file>\\fR\na recording (*.joinscope)');
    for (const code of ['125:', '126:', '127:', '128 + n']) expect(page).toContain(code);
    for (const title of ['EXIT STATUS', 'ENVIRONMENT', 'FILES']) expect(page).toContain(`.SH ${title}\n`);
    const { stdout: chinese } = await runCli(['manual'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(chinese.match(/^\.SH /gm)).toHaveLength(6);
  });

  it('is read by groff without a warning', async () => {
    const { stdout: page } = await runCli(['manual']);
    const { error, stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], { input: page, encoding: 'utf8' });
    if (error !== undefined) return; // Not installed everywhere.
    expect(stderr).toBe('');
    // Bold is a letter, a backspace and the letter again.
    expect(stdout.replaceAll(/.\u0008/g, '')).toContain('SYNOPSIS');
  });
});
