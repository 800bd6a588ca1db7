import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runCli } from '../../support/command-line';

const COMMANDS = ['run', 'demo', 'lesson', 'report', 'compare', 'sweep', 'open', 'completion', 'manual'];

describe('help', () => {
  it.each(COMMANDS)('of %s tells an example', async (command) => {
    const { stdout, code } = await runCli([command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Example:\\n .*joinscope ${command}`, 'm'));
  });
});

describe('completion', () => {
  /** What bash offers for the last word. */
  function offered(script: string, words: readonly string[]): readonly string[] {
    const line = words.map((word) => `'${word}'`).join(' ');
    const ask = `${script}\nCOMP_WORDS=(${line}); COMP_CWORD=${words.length - 1}; _joinscope; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync('bash', ['--norc', '-c', ask], { encoding: 'utf8' }).trim().split('\n');
  }

  it('offers commands, the options of a command, and programs behind --', async () => {
    const { stdout: script } = await runCli(['completion', 'bash']);
    expect(offered(script, ['joinscope', 're'])).toEqual(['report']);
    expect(offered(script, ['joinscope', 'report', '--h'])).toEqual(['--html', '--help']);
    expect(offered(script, ['joinscope', 'run', '--hz', '2', '--', 'mkdi'])).toContain('mkdir');
    expect(offered(script, ['joinscope', 'run', '--rec'])).toEqual(['--record']);
  });

  it.each(['zsh', 'fish'])('knows every command in %s', async (shell) => {
    const { stdout, code } = await runCli(['completion', shell]);
    expect(code).toBe(0);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`\\b${command}\\b`));
    const check = spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' });
    // Where the shell is installed it reads the script.
    if (check.error === undefined) expect(check.stderr).toBe('');
  });

  it('refuses another shell', async () => {
    const { code, stderr } = await runCli(['completion', 'tcsh']);
    expect(code).toBe(125);
    expect(stderr).toContain('one of bash, zsh, fish, found tcsh');
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

  it('is read by groff without a warning', async () => {
    const { stdout: page } = await runCli(['manual']);
    const { error, stderr, stdout } = spawnSync('groff', ['-man', '-Tutf8', '-ww'], { input: page, encoding: 'utf8' });
    if (error !== undefined) return; // Not installed everywhere.
    expect(stderr).toBe('');
    // Bold is a letter, a backspace and the letter again.
    expect(stdout.replaceAll(/.\u0008/g, '')).toContain('SYNOPSIS');
  });
});
