/** What is written where: outputs that cannot be written are told in one line, and cost nothing that was there. */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliFile, runCli, temporaryFolder } from '../../support/command-line';
import { fixture } from '../../support/fixture';

const RECORDING = fixture('recordings/schema-2.joinscope');
const isLinux = process.platform === 'linux';

/** The command line behind a redirection of the shell. */
function shell(script: string) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8', CLI: `${process.execPath} ${cliFile}`, FILE: RECORDING },
  });
  return { status, stdout, stderr: stderr.trimEnd().split('\n') };
}

describe.runIf(isLinux)('standard output that takes nothing', () => {
  it.each(['report "$FILE"', 'report --trace - "$FILE"', 'completion bash', 'report --help', 'lesson'])(
    'is one line on stderr and 125 for %s',
    (args) => {
      const { status, stderr } = shell(`$CLI ${args} >/dev/full`);
      expect([status, stderr]).toEqual([125, [expect.stringMatching(/^joinscope: .*standard output.*ENOSPC/)]]);
    },
  );

  it('is no failure where its reader has had enough', () => {
    const { status, stdout, stderr } = shell('{ $CLI report --trace - "$FILE"; echo $? >&2; } | head -c 20');
    expect([status, stdout.length, stderr]).toEqual([0, 20, ['0']]);
  });

  it('changes no exit code of a command that is run', () => {
    expect(shell('$CLI run --no-record -- sh -c "exit 3" >/dev/full 2>/dev/full').status).toBe(3);
  });
});

describe('an output of a report', () => {
  it('never replaces the recording itself', async () => {
    const path = join(temporaryFolder(), 'r.joinscope');
    copyFileSync(RECORDING, path);
    for (const args of [
      ['report', path, '--html', path],
      ['compare', path, RECORDING, '--json', path],
    ]) {
      const { code, stderr } = await runCli(args);
      expect([code, stderr]).toEqual([125, expect.stringMatching(/^joinscope: .*the recording itself/)]);
    }
    expect(readFileSync(path)).toEqual(readFileSync(RECORDING));
  });

  it.runIf(isLinux)('on a full device is told in one line, without a file that was begun', async () => {
    const { code, stderr } = await runCli(['report', '--html', '/dev/full', RECORDING]);
    expect([code, stderr]).toEqual([
      125,
      expect.stringMatching(/^joinscope: expected to write \/dev\/full.*ENOSPC.*\n$/),
    ]);
  });

  it('leaves no half table where one cannot be written', async () => {
    const folder = join(temporaryFolder(), 'tables');
    mkdirSync(join(folder, 'processes.csv'), { recursive: true });
    const { code } = await runCli(['report', '--csv', folder, RECORDING]);
    expect(code).toBe(125);
    expect(readdirSync(folder)).toEqual(['processes.csv']);
  });
});

describe('outputs of a comparison', () => {
  it('give one form to standard output, and make no file named -', async () => {
    const cwd = temporaryFolder();
    const page = await runCli(['compare', '--html', '-', RECORDING, RECORDING], { cwd });
    expect(page.stdout).toMatch(/^<!doctype html>[^]*<\/html>$/);
    expect(existsSync(join(cwd, '-'))).toBe(false);
    const both = await runCli(['compare', '--html', '-', '--json', '-', RECORDING, RECORDING], { cwd });
    expect([both.code, both.stderr]).toEqual([125, expect.stringContaining('--html - --json -')]);
  });

  it('are opened before a sweep runs anything', async () => {
    const none = join(temporaryFolder(), 'none', 'page.html');
    for (const out of [none, '-']) {
      const swept = await runCli(['sweep', '--workers', '1', '--html', out, '--', 'echo', 'ran', '{workers}']);
      expect([swept.code, swept.stdout]).toEqual([125, '']);
      expect(swept.stderr).toContain(out === '-' ? 'expected a file for --html' : `there is no ${join(none, '..')}`);
    }
  });

  it('name runs of one file name by their folders', async () => {
    const folder = temporaryFolder();
    const files = ['before', 'after'].map((name) => join(folder, name, 'run.joinscope'));
    for (const file of files) {
      mkdirSync(join(file, '..'));
      copyFileSync(RECORDING, file);
    }
    const { stdout } = await runCli(['compare', ...files]);
    expect(stdout).toContain('before/run');
    expect(stdout).toContain('after/run');
  });
});

it.runIf(isLinux)('a named pipe without a writer is refused at once', async () => {
  const pipe = join(temporaryFolder(), 'pipe.joinscope');
  execFileSync('mkfifo', [pipe]);
  const { code, stderr } = await runCli(['report', pipe]);
  expect([code, stderr]).toEqual([125, expect.stringContaining('found another kind of file')]);
});

describe('help', () => {
  it.each([
    [['help'], 'Usage: joinscope [command]'],
    [['help', 'report'], 'Usage: joinscope report'],
  ])('comes for %j', async (args, words) => {
    const { code, stdout } = await runCli(args);
    expect([code, stdout]).toEqual([0, expect.stringContaining(words)]);
  });

  it.each([
    [['report'], 'expected <file>, found nothing. joinscope report --help'],
    [['report', '--htm', 'x'], 'found --htm. joinscope report --help'],
    [['manual', 'x'], 'joinscope manual --help'],
  ])('is pointed to by the refusal of %j', async (args, words) => {
    const { code, stderr } = await runCli(args);
    expect([code, stderr]).toEqual([125, expect.stringContaining(words)]);
  });
});
