/** Completion as it is used: keys are typed in the real shell, and a stand-in tells what it was called with. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cliFile, playInTerminal, runCli, temporaryFolder } from '../../support/command-line';
import { fixture } from '../../support/fixture';

/** How each is started without the user's own settings, and reads a script. */
const shells = [
  { shell: 'bash', start: ['bash', '--norc', '--noprofile', '-i'], read: (file: string) => `source ${file}` },
  { shell: 'zsh', start: ['zsh', '-f', '-i'], read: (file: string) => `source ${file}` },
  { shell: 'fish', start: ['fish', '--no-config', '-i'], read: (file: string) => `source ${file}` },
] as const;

const isInstalled = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;

/** A folder with recordings, with others in the folder of data, and a `joinscope` that prints its arguments. */
function workplace() {
  const folder = temporaryFolder();
  const data = join(folder, 'data');
  const cwd = join(folder, 'work');
  const bin = join(folder, 'bin');
  for (const one of [join(data, 'recordings'), join(cwd, 'older'), bin]) mkdirSync(one, { recursive: true });
  const recording = fixture('recordings/schema-2.joinscope');
  for (const name of ['one.joinscope', 'with blank.joinscope', 'cut.joinscope.part', 'older/first.joinscope'])
    copyFileSync(recording, join(cwd, name));
  writeFileSync(join(cwd, 'one.txt'), '');
  copyFileSync(recording, join(data, 'recordings', '20260101-kept.joinscope'));
  writeFileSync(join(bin, 'joinscope'), `#!/bin/sh\nfor word; do printf '<%s>' "$word"; done; echo\n`);
  chmodSync(join(bin, 'joinscope'), 0o755);
  return { data, cwd, env: [`HOME=${folder}`, `PATH=${bin}${delimiter}${process.env['PATH'] ?? ''}`, 'PS1=$ '] };
}

describe.each(shells)('completion in $shell', ({ shell, start, read }) => {
  let script = '';
  beforeAll(() => {
    script = spawnSync(process.execPath, [cliFile, 'completion', shell], { encoding: 'utf8' }).stdout;
  });

  /** What `joinscope` is called with when these keys are typed. */
  async function called(keys: string): Promise<string> {
    const place = workplace();
    const { stdout } = await runCli(['completion', shell], { env: { JOINSCOPE_DATA: place.data } });
    const file = join(place.data, 'completion');
    writeFileSync(file, stdout);
    const inside = ['env', '-C', place.cwd, ...place.env, ...start];
    const { shown, failed } = await playInTerminal(inside, [
      ['type', `${read(file)}; echo READ''Y\n`],
      ['expect', 'READY'],
      ['type', `joinscope ${keys}\n`],
      ['expect', '>\r\n'],
      ['type', 'exit\n'],
    ]);
    expect(failed, shown).toBeNull();
    return /(<[^\r\n]*>)\r\n/.exec(shown)?.[1] ?? '';
  }

  it.skipIf(!isInstalled(shell)).each([
    [
      'a command, an option and a recording',
      'repo\t--js\to.json on\t',
      /^<report><--json(=|><)o\.json><one\.joinscope>$/,
    ],
    [
      'a recording that was cut off, and one with a blank',
      'compare cu\t wi\t',
      /^<compare><cut\.joinscope\.part><with blank\.joinscope>$/,
    ],
    ['a recording in a folder', 'explain ol\tfi\t', /^<explain><older\/first\.joinscope>$/],
    ['the name of a recording that is kept', 'report 2026\t', /^<report><20260101-kept\.joinscope>$/],
    [
      'a file of any kind for an output',
      'report --html=one.t\t cut\t',
      /^<report><--html=one\.txt><cut\.joinscope\.part>$/,
    ],
    [
      'a lesson, and its language',
      'lesson first\t --lang\ttyp\t',
      /^<lesson><first-process><--language(=|><)typescript>$/,
    ],
    ['a demo', 'demo mont\t', /^<demo><monte-carlo>$/],
    ['a program, and what it takes', 'run --qu\t -- mkdi\t ol\t', /^<run><--quiet><--><mkdir><older\/?>$/],
  ])('gives %s', async (_what, keys, words) => {
    expect(await called(keys)).toMatch(words);
  });

  it('holds each command, and is read without a word', () => {
    const { stdout } = spawnSync(process.execPath, [cliFile, '--help'], { encoding: 'utf8' });
    const commands = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(commands.length).toBeGreaterThan(10);
    for (const name of commands) expect(script).toMatch(new RegExp(`\\b${name ?? ''}\\b`));
    if (!isInstalled(shell)) return;
    const file = join(temporaryFolder(), 'completion');
    writeFileSync(file, script);
    expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' }).stderr).toBe('');
  });
});

it('completion for another shell is refused', async () => {
  const { code, stderr } = await runCli(['completion', 'tcsh']);
  expect([code, stderr]).toEqual([125, expect.stringContaining('one of bash, zsh, fish, found tcsh')]);
});
