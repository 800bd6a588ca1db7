import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Summary, summarySchema } from '../../../src/shared/summary';
import { cliFile, runCli, startCli, temporaryFolder } from '../../support/command-line';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';
import { survivorsOf } from '../../support/processes';

const summaryIn = (path: string): Summary => summarySchema.parse(JSON.parse(readFileSync(path, 'utf8')));

describe('joinscope run', () => {
  it.each([
    ['the code of the command', ['sh', '-c', 'exit 3'], 3],
    ['128 and the signal that ended it', ['sh', '-c', 'kill -KILL $$'], 137],
    ['128 and SIGTERM', ['sh', '-c', 'kill -TERM $$'], 143],
    ['127 for a command that is not there', ['joinscope-has-no-such-command'], 127],
    ['126 for a file that may not be executed', ['/etc/passwd'], 126],
    ['126 for a folder', ['/tmp'], 126],
  ])('exits with %s', async (_what, command, code) => {
    expect((await runCli(['run', '--quiet', '--no-record', '--', ...command])).code).toBe(code);
  });

  it('says in one line why it could not start', async () => {
    const { stderr, stdout } = await runCli(['run', '--', 'joinscope-has-no-such-command']);
    expect(stderr).toMatch(/^joinscope: expected a program, found nothing named joinscope-has-no-such-command.*\n$/);
    expect(stdout).toBe('');
  });

  it('passes stdin and stdout through byte by byte', async () => {
    const stdin = randomBytes(1_000_000);
    const { bytes, stderr } = await runCli(['run', '--quiet', '--', 'cat'], { stdin });
    expect(bytes.equals(stdin)).toBe(true);
    expect(stderr).toBe('');
  });

  it('keeps stdout and stderr apart, and adds to stderr only', async () => {
    const { stdout, stderr } = await runCli(['run', '--', 'sh', '-c', 'echo out; echo err >&2']);
    expect(stdout).toBe('out\n');
    expect(stderr).toMatch(/^err\n\nsh -c/);
  });

  it('needs no -- before the command, and leaves the options behind it to the command', async () => {
    const { stdout, code } = await runCli(['run', '--quiet', 'sh', '-c', 'echo "$@"', 'sh', '--quiet', '--help']);
    expect([stdout, code]).toEqual(['--quiet --help\n', 0]);
  });

  it('gives the command the environment of the caller, and no trace of its own', async () => {
    const env = { MINE: 'a b', NODE_OPTIONS: '--max-old-space-size=100' };
    const { stdout } = await runCli(['run', '--quiet', '--no-probes', '--', 'env'], { env });
    expect(stdout).toContain('MINE=a b\n');
    expect(stdout).toContain('NODE_OPTIONS=--max-old-space-size=100\n');
    expect(stdout).not.toMatch(/^(NODE_CHANNEL_FD|NODE_CHANNEL_SERIALIZATION_MODE|ELECTRON_RUN_AS_NODE)=/m);
  });

  it('tells of each process how it ended, and why', async () => {
    const path = join(temporaryFolder(), 'summary.json');
    const { code, stdout, stderr } = await runCli([
      'run',
      '--summary',
      path,
      '--',
      python,
      fixture('python/four_ends.py'),
    ]);
    expect([code, stdout]).toEqual([2, 'hello from a child\n']);
    const { command, processes, exitCode, reason, lostEvents } = summaryIn(path);
    expect(command.slice(-1)).toEqual([fixture('python/four_ends.py')]);
    expect([exitCode, reason, lostEvents]).toEqual([2, 'exited', 0]);
    const [root, ...children] = processes;
    expect(children.map(({ name, joins }) => [name, joins.length])).toEqual([
      ['well', 1],
      ['with_three', 1],
      ['with_an_exception', 1],
      ['by_sigkill', 1],
    ]);
    expect(root).toMatchObject({ exitCode: 2, signal: null, verdict: { cause: 'exit-status' } });
    expect(
      children.map(({ ppid, exitCode: own, signal, verdict }) => [ppid === root?.pid, own, signal, verdict?.cause]),
    ).toEqual([
      [true, 0, null, 'ok'],
      [true, 3, null, 'exit-status'],
      [true, 1, null, 'uncaught-exception'],
      [true, null, 'SIGKILL', 'terminated-by-program'],
    ]);
    expect(stderr).toContain('no such luck');
    expect(stderr).toMatch(/^process +pid +lived +CPU time +peak RSS +exit +verdict$/m);
    expect(stderr).toMatch(/^└ .*SIGKILL/m);
    expect(stderr).toMatch(/^recording {2}\/.*\.joinscope$/m);
  });

  it('measures memory with its part of what is shared when asked to', async () => {
    const path = join(temporaryFolder(), 'summary.json');
    const { stderr } = await runCli(['run', '--pss', '--summary', path, '--', 'sleep', '0.6']);
    const [root] = summaryIn(path).processes;
    expect(root?.measured?.pssBytes).toBeGreaterThan(10_000);
    expect(root?.measured?.privateBytes).toBeLessThan(root?.measured?.pssBytes ?? 0);
    expect(stderr).toMatch(/^process +pid +lived +CPU time +peak RSS +PSS +exit +verdict$/m);
  });

  it('stops the command after its time', async () => {
    const path = join(temporaryFolder(), 'summary.json');
    const { code } = await runCli(['run', '--quiet', '--timeout', '0.5', '--summary', path, '--', 'sleep', '30']);
    expect(code).toBe(143);
    const { reason, signal, durationMs, processes } = summaryIn(path);
    expect([reason, signal, processes[0]?.verdict?.cause]).toEqual(['timed-out', 'SIGTERM', 'stopped-by-user']);
    expect(durationMs).toBeGreaterThanOrEqual(500);
    expect(durationMs).toBeLessThan(4000);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s on, once', async (signal) => {
    const { child, lineAfter, result } = startCli([
      'run',
      '--quiet',
      '--',
      python,
      fixture('python/tell_signals.py'),
      '1.5',
    ]);
    await lineAfter('ready');
    child.kill(signal);
    const { code, stdout } = await result;
    expect([code, stdout]).toEqual([7, `ready\ngot ${signal}\n`]);
  });

  it('ends by force at a second signal', async () => {
    const { child, lineAfter, result } = startCli([
      'run',
      '--quiet',
      '--',
      python,
      fixture('python/tell_signals.py'),
      '60',
    ]);
    await lineAfter('ready');
    child.kill('SIGTERM');
    await lineAfter('got SIGTERM');
    child.kill('SIGTERM');
    expect((await result).code).toBe(137);
  });

  it('leaves no descendant alive when it is killed itself', async () => {
    const { child, lineAfter } = startCli(['run', '--quiet', '--', python, fixture('python/stubborn_tree.py')]);
    const pids = (await lineAfter('pids')).split(' ').map(Number);
    expect(pids).toHaveLength(3);
    child.kill('SIGKILL');
    expect(await survivorsOf(pids, 2000)).toEqual([]);
  });

  it('ends quietly when nobody reads what the command prints', () => {
    const line = `'${process.execPath}' '${cliFile}' run --quiet --no-record -- yes | head -n 1`;
    const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8', timeout: 20_000 });
    // What yes itself says of it is its own affair.
    expect(stdout).toBe('y\n');
    expect(stderr.replace(/^yes: .*\n/, '')).toBe('');
  });

  it('records where it is told to, and not at all when it is told so', async () => {
    const folder = temporaryFolder();
    const data = join(folder, 'data');
    await runCli(['run', '--quiet', '--record', 'mine.joinscope', '--', 'true'], {
      cwd: folder,
      env: { JOINSCOPE_DATA: data },
    });
    await runCli(['run', '--quiet', '--no-record', '--', 'true'], { env: { JOINSCOPE_DATA: data } });
    expect([readdirSync(folder), existsSync(data)]).toEqual([['mine.joinscope'], false]);
  });
});

describe('joinscope run, refusing', () => {
  it.each([
    ['an empty command', ['run', '--'], /expected a command after --, found none/],
    ['an empty name', ['run', '--', ''], /expected a command/],
    ['a timeout that is no number', ['run', '--timeout', 'soon', '--', 'true'], /--timeout.*found soon/],
    ['a timeout of nothing', ['run', '--timeout', '0', '--', 'true'], /--timeout.*found 0/],
    ['too many samples', ['run', '--hz', '1000', '--', 'true'], /--hz.*0\.2 to 20.*found 1000/],
    ['an option that does not exist', ['run', '--fast', '--', 'true'], /found --fast/],
    ['an option without its value', ['run', '--summary'], /expected a value/],
    ['a command that does not exist', ['rum', '--', 'true'], /expected run, .+ or manual, found rum/],
    ['a demo that does not exist', ['demo', 'nix'], /primes.*found nix/],
    ['a recording that does not exist', ['report', '/none.joinscope'], /no file \/none\.joinscope/],
    ['a folder for a recording', ['report', '/tmp'], /another kind of file: \/tmp/],
    ['a file of another kind', ['report', '/etc/passwd'], /another kind of file/],
  ])('%s with 125 and one line', async (_what, args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stdout, stderr.split('\n').length]).toEqual([125, '', 2]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^joinscope: /);
  });

  it.each([['--summary'], ['--record']])('a missing folder for %s before the command starts', async (option) => {
    const folder = temporaryFolder();
    const { code, stderr } = await runCli([
      'run',
      option,
      join(folder, 'none', 'file'),
      '--',
      'touch',
      join(folder, 'ran'),
    ]);
    expect([code, readdirSync(folder), stderr.split('\n').length]).toEqual([125, [], 2]);
    expect(stderr).toContain(join(folder, 'none'));
  });

  it('a recording of a newer version', async () => {
    const path = join(temporaryFolder(), 'newer.joinscope');
    writeFileSync(
      path,
      `${JSON.stringify({ format: 'joinscope', schema: 99, runId: 'r', title: '', startedAt: 0, version: '9' })}\n`,
    );
    const { code, stderr } = await runCli(['report', path]);
    expect([code, stderr]).toEqual([125, expect.stringContaining('newer Joinscope')]);
  });

  it('leaves no half summary when the command could not start', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'out'));
    await runCli(['run', '--summary', join(folder, 'out', 's.json'), '--', 'joinscope-has-no-such-command']);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });

  it('in the language of the environment', async () => {
    const { stderr } = await runCli(['run', '--'], { env: { LC_ALL: 'zh_CN.UTF-8' } });
    expect(stderr).toContain('应有一条命令');
  });
});

describe('the folder of recordings', () => {
  it('keeps the newest hundred', async () => {
    const data = temporaryFolder();
    const folder = join(data, 'recordings');
    mkdirSync(folder);
    const header = (n: number) => ({
      format: 'joinscope',
      schema: 1,
      runId: `old-${n}`,
      title: '',
      startedAt: n,
      version: '0',
    });
    for (let n = 0; n < 100; n += 1)
      writeFileSync(join(folder, `old-${n}.joinscope`), `${JSON.stringify(header(n))}\n`);
    await runCli(['run', '--quiet', '--', 'true'], { env: { JOINSCOPE_DATA: data } });
    const names = readdirSync(folder).filter((name) => name.endsWith('.joinscope'));
    expect([names.length, names.includes('old-0.joinscope'), names.includes('old-1.joinscope')]).toEqual([
      100,
      false,
      true,
    ]);
  });
});
