import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkCommand } from '../../../src/main/launch/check-command';
import { LaunchError } from '../../../src/main/launch/errors';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'joinscope-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What is refused, with the status that a shell would give. */
function refusalOf(argv: readonly string[], { cwd = '/', shell = false, path = '/bin:/usr/bin' } = {}) {
  try {
    checkCommand({ argv: [...argv], cwd, env: {}, shell }, path);
    return undefined;
  } catch (error) {
    if (error instanceof LaunchError) return `${error.exitStatus} ${error.message}`;
    throw error;
  }
}

function file(at: string, content: string, mode: number): string {
  writeFileSync(at, content);
  chmodSync(at, mode);
  return at;
}

describe('the check before a command is started', () => {
  it('lets pass what is on PATH, and what a path names', () => {
    expect(refusalOf(['sh', '-c', 'true'])).toBeUndefined();
    expect(refusalOf(['/bin/sh'])).toBeUndefined();
  });

  it('finds a relative path from the working directory', () => {
    const cwd = folder();
    file(join(cwd, 'tool'), '#!/bin/sh\n', 0o755);
    expect(refusalOf(['./tool'], { cwd })).toBeUndefined();
  });

  it.each([
    [
      'a program that is nowhere',
      ['no-such-program'],
      '127 Command not found: no-such-program is in no folder of PATH',
    ],
    ['a file that is nowhere', ['/no/such'], '127 Command not found: there is no file /no/such'],
    ['a folder', ['/tmp/'], '126 Cannot run /tmp/: it is a folder, not a program'],
    ['nothing', ['  '], '125 Expected a command to run, found nothing'],
    ['a NUL', ['sh', 'a\0b'], '125 Argument 1 holds a NUL character, which no program can receive'],
    ['too long a word', ['sh', 'x'.repeat(131_072)], '125 Argument 1 is 131073 bytes long; the system takes 131072'],
  ])('refuses %s', (_what, argv, refusal) => {
    expect(refusalOf(argv)).toBe(refusal);
  });

  it('passes over what cannot be looked into on PATH, and says of a path that it cannot be run', () => {
    const cwd = folder();
    // As a folder of another user's is: stat(2) fails otherwise than by ENOENT. Holds for root as well.
    symlinkSync('circle', join(cwd, 'circle'));
    expect(refusalOf(['sh'], { path: `${join(cwd, 'circle')}:/bin:/usr/bin` })).toBeUndefined();
    expect(refusalOf([join(cwd, 'circle', 'tool')])).toMatch(/^126 Cannot run /);
  });

  it('tells a file without permission from a missing one', () => {
    const cwd = folder();
    file(join(cwd, 'tool'), '#!/bin/sh\n', 0o644);
    expect(refusalOf(['./tool'], { cwd })).toMatch(/^126 .*not executable/);
  });

  it('tells a missing interpreter from a missing script', () => {
    const cwd = folder();
    file(join(cwd, 'tool'), '#!/no/such/python\n', 0o755);
    expect(refusalOf(['./tool'], { cwd })).toMatch(/^126 .*asks for \/no\/such\/python, which does not exist/);
  });

  it('tells a missing working directory from a missing command', () => {
    expect(refusalOf(['sh'], { cwd: '/no/such' })).toBe('125 The working directory /no/such does not exist');
    const cwd = folder();
    const at = file(join(cwd, 'file'), '', 0o644);
    expect(refusalOf(['sh'], { cwd: at })).toMatch(/^125 .* is a file, not a folder/);
  });

  it('prefers on PATH a file that may be run to one that may not, as shells do', () => {
    const path = folder();
    mkdirSync(join(path, 'a'));
    mkdirSync(join(path, 'b'));
    file(join(path, 'a', 'tool'), '', 0o644);
    file(join(path, 'b', 'tool'), '#!/bin/sh\n', 0o755);
    expect(refusalOf(['tool'], { path: `${join(path, 'a')}:${join(path, 'b')}` })).toBeUndefined();
  });

  it('leaves the line of a shell to the shell', () => {
    expect(refusalOf(['no-such | cat'], { shell: true })).toBeUndefined();
  });
});
