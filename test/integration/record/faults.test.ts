/** What becomes of a recording, and of its run, when the disk or the program fails: with real file systems and real kills. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recoverRecording } from '../../../src/main/record/recover-recording';
import type { RunEvent } from '../../../src/shared/events';
import { cliFile, runCli, startCli, temporaryFolder } from '../../support/command-line';
import { python } from '../../support/python';
import { readAll } from '../../support/recording-files';

const logsOf = (events: readonly RunEvent[]): readonly string[] =>
  events.flatMap((event) => (event.type === 'log' && event.stream === 'stdout' ? event.text : []));

/** Root may mount in a namespace of its own; others in one where they are root, if the kernel lets them. */
const namespace = process.getuid?.() === 0 ? ['-m'] : ['-Urm'];
const canMount =
  process.platform === 'linux' &&
  spawnSync('unshare', [...namespace, 'sh', '-c', 'mount -t tmpfs -o size=64k tmpfs /mnt']).status === 0;

/** Runs the command line where `folder` is a file system of its own; `script` has `$CLI`, `$FOLDER` and `$OUT`. */
function inFileSystem(folder: string, options: string, script: string) {
  const out = temporaryFolder();
  const mount = `mount -t tmpfs -o ${options} tmpfs "$FOLDER" || exit 99`;
  const { status, stderr } = spawnSync('unshare', [...namespace, 'sh', '-c', `${mount}\n${script}`], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: '',
      LANG: 'C.UTF-8',
      CLI: `${process.execPath} ${cliFile}`,
      FOLDER: folder,
      OUT: out,
      JOINSCOPE_DATA: folder,
    },
  });
  return { status, stderr, out };
}

describe.skipIf(!canMount)('on a file system of its own (needs to be allowed to mount one)', () => {
  it('a full disk stops the recording with a notice; the run goes on, and what was written opens', async () => {
    const line = 'x'.repeat(999);
    const command = `${python} -c 'for i in range(700): print("${line}")
raise SystemExit(3)'`;
    const script = `$CLI run --record "$FOLDER/full.joinscope" -- ${command} > /dev/null; code=$?
cp "$FOLDER"/full.joinscope* "$OUT"; exit $code`;
    const { status, stderr, out } = inFileSystem(temporaryFolder(), 'size=256k', script);
    expect([status, stderr]).toEqual([3, expect.stringContaining('ENOSPC')]);
    expect(stderr, 'the table of processes').toContain('exit 3');
    const [name = 'none'] = readdirSync(out);
    const events = await readAll(join(out, name));
    expect(logsOf(events).length).toBeGreaterThan(100);
    expect(logsOf(events).every((text) => text === line)).toBe(true);
  });

  it('a file system that is read-only refuses a recording that was asked for, and lets a run go without', () => {
    const script = `$CLI run --record "$FOLDER/a.joinscope" -- sh -c 'echo started' >"$OUT/asked"; echo $? >>"$OUT/asked"
$CLI run -- sh -c 'echo started; exit 3' >"$OUT/not-asked"`;
    const { status, stderr, out } = inFileSystem(temporaryFolder(), 'ro', script);
    expect(readFileSync(join(out, 'asked'), 'utf8')).toBe('125\n');
    expect(readFileSync(join(out, 'not-asked'), 'utf8')).toBe('started\n');
    expect(status).toBe(3);
    // For the one it is the reason to refuse, for the other a notice.
    expect(stderr).toMatch(/^joinscope: .*is on a file system that can only be read/m);
    expect(asOneLine(stderr)).toMatch(/This run is not recorded: .*is on a file system that can only be read/);
  });
});

/** The report is wrapped. */
const asOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Root may write everywhere, so for root it is nobody who tries, where nobody may read this tree. */
const nobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
const runUnprivileged = (args: readonly string[], data: string) =>
  spawnSync('env', [...nobody, process.execPath, cliFile, ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_EXTRA_CA_CERTS: '',
      LANG: 'C.UTF-8',
      COLUMNS: '1000',
      HOME: data,
      JOINSCOPE_DATA: data,
    },
  });

it.skipIf(runUnprivileged(['--version'], '/').status !== 0)(
  'a folder of another’s lets a run go without a recording, and is named',
  () => {
    const folder = temporaryFolder();
    chmodSync(folder, 0o555);
    const { status, stdout, stderr } = runUnprivileged(['run', '--', 'sh', '-c', 'echo started; exit 3'], folder);
    expect([status, stdout]).toEqual([3, 'started\n']);
    // The folder, or one above it that nobody may enter.
    expect(asOneLine(stderr)).toMatch(
      /This run is not recorded: Cannot record to \S+recordings: this user may not write into \S+; its owner can allow it/,
    );
  },
);

it.runIf(process.platform === 'linux')(
  'a folder where there can be none lets a run go without a recording',
  async () => {
    const { code, stdout, stderr } = await runCli(['run', '--', 'sh', '-c', 'echo started; exit 3'], {
      env: { JOINSCOPE_DATA: '/proc/none' },
    });
    expect([code, stdout]).toEqual([3, 'started\n']);
    expect(stderr).toContain(
      'This run is not recorded: Cannot record to /proc/none/recordings: /proc holds no folders of ours',
    );
  },
);

it('a folder that vanishes stops the recording with a notice, and the run goes on', async () => {
  const folder = join(temporaryFolder(), 'vanishes');
  mkdirSync(folder);
  const program = `import os, time
print("ready", flush=True)
while os.path.exists(${JSON.stringify(folder)}): time.sleep(0.01)
raise SystemExit(3)`;
  const session = startCli(['run', '--record', join(folder, 'run.joinscope'), '--', python, '-c', program]);
  await session.lineAfter('ready');
  rmSync(folder, { recursive: true });
  const { code, stderr } = await session.result;
  expect(code).toBe(3);
  expect(asOneLine(stderr), 'the notice').toMatch(
    /The recording stopped: its file \S+run\.joinscope\.part was removed/,
  );
  expect(stderr, 'the table of processes').toContain('exit 3');
  expect(stderr, 'no place of a recording').not.toMatch(/^recording /m);
});

it('SIGKILL leaves what happened until a second before, and that is recovered', async () => {
  const TICKS = 'import time\nwhile True: print(time.monotonic_ns() // 1000000, flush=True); time.sleep(0.02)';
  const lost: number[] = [];
  // How late a busy machine writes is its own: the best of three is what the program does.
  while (Math.min(...lost, Infinity) > 1000 && lost.length < 3) {
    const path = join(temporaryFolder(), 'killed.joinscope');
    const session = startCli(['run', '--quiet', '--record', path, '--', python, '-c', TICKS]);
    const first = Number(await session.lineAfter(''));
    // Killed when the program has lived for two seconds by its own clock.
    session.child.stdout?.on('data', (piece: Buffer) => {
      if (Number(piece.toString().trim().split('\n').at(-1)) - first > 2000) session.child.kill('SIGKILL');
    });
    const { stdout } = await session.result;
    const told = stdout.split('\n').filter((line) => /^\d+$/.test(line));
    const recovered = await recoverRecording(`${path}.part`);
    expect(recovered).toBe(path);
    const events = await readAll(recovered);
    const kept = logsOf(events);
    expect(events.at(-1)).toMatchObject({ type: 'run-ended', reason: 'companion-lost' });
    expect(kept, 'nothing is missing before the last that was written').toEqual(told.slice(0, kept.length));
    lost.push(Number(told.at(-1)) - Number(kept.at(-1)));
  }
  expect(Math.min(...lost)).toBeLessThanOrEqual(1000);
});
