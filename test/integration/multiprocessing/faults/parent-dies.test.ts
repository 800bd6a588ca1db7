/** The parent dies, however: its workers are gone within a second, and so is what it put on the disk. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  type ReadStream,
  rmSync,
} from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mayHaveBulk } from './bulk-pool';
import { crashes, library } from './fault-case';
import { homesOf } from './leak-check';

/** Workers and processes of the program that hold the fifo open. */
const HOLDERS = 4;

interface Program {
  readonly child: ChildProcess;
  /** Resolves when each of its children runs. */
  readonly running: Promise<void>;
  /** Resolves with the moment at which the last of its children was gone: the system closed the fifo. */
  readonly gone: Promise<number>;
  /** Its folder for temporary files. */
  readonly temporary: string;
}

function startProgram(file = 'parent.mjs'): Program {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-parent-'));
  const [fifo, temporary] = [join(folder, 'fifo'), mkdtempSync(join(folder, 'tmp-'))];
  execFileSync('mkfifo', [fifo]);
  const child = fork(new URL(`fixtures/${file}`, import.meta.url), [library, crashes, fifo], {
    execArgv: ['--max-old-space-size=64'],
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    env: { ...process.env, TMPDIR: temporary },
  });
  const fifoReader = createReadStream(fifo);
  onTestFinished(() => {
    child.kill('SIGKILL');
    fifoReader.destroy();
    rmSync(folder, { recursive: true, force: true });
  });
  return { child, temporary, ...watch(fifoReader) };
}

function watch(fifo: ReadStream): Pick<Program, 'running' | 'gone'> {
  let holders = 0;
  let allRun: () => void = () => undefined;
  const running = new Promise<void>((resolve) => (allRun = resolve));
  fifo.on('data', (chunk) => {
    holders += chunk.length;
    if (holders === HOLDERS) allRun();
  });
  return { running, gone: once(fifo, 'end').then(() => performance.now()) };
}

/** A second of a machine that has a core for who wants to run; a busier one is given as much longer. */
const secondOfThisMachine = (): number => 1000 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

async function expectGone({ child, gone, temporary }: Program, die: () => void): Promise<void> {
  const ended = once(child, 'exit').then(() => performance.now());
  die();
  const [diedAt, goneAt] = await Promise.all([ended, gone]);
  expect(goneAt - diedAt).toBeLessThan(secondOfThisMachine());
  await expect.poll(() => readdirSync(temporary), { timeout: 10_000 }).toEqual([]);
}

describe('a program that dies takes its busy and its idle workers along', () => {
  it.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGSEGV'] as const)('by %s', async (signal) => {
    const program = startProgram();
    await program.running;
    await expectGone(program, () => program.child.kill(signal));
  });

  it.each(['exit(0)', 'exit(3)', 'uncaught exception', 'unhandled rejection', 'abort', 'heap limit'])(
    'by %s',
    async (way) => {
      const program = startProgram();
      await program.running;
      await expectGone(program, () => program.child.send(way));
    },
  );
});

/** By the system call that it is in (proc(5), `/proc/pid/syscall`): read, of a pipe. */
function waitsForAnswer(pid: number): boolean {
  const [call, descriptor] = readFileSync(`/proc/${pid}/syscall`, 'latin1').split(' ');
  const read = process.arch === 'x64' ? '0' : '63';
  return call === read && readlinkSync(`/proc/${pid}/fd/${Number(descriptor)}`).startsWith('pipe:');
}

it.runIf(mayHaveBulk())('a worker whose large result it does not take is gone with it', async () => {
  const program = startProgram('bulk-parent.mjs');
  const [line] = (await once(program.child.stdout ?? program.child, 'data')) as [Buffer];
  await expect.poll(() => waitsForAnswer(Number(line)), { timeout: 20_000 }).toBe(true);
  await expectGone(program, () => program.child.kill('SIGKILL'));
});

it('what it shared in memory is gone when the next program shares something, and with that one’s own end', async () => {
  const [killed, next] = [startProgram(), startProgram()];
  await Promise.all([killed.running, next.running]);
  const [left, own] = [killed, next].map(({ child }) => new Set([child.pid ?? 0]));
  await expectGone(killed, () => killed.child.kill('SIGKILL'));
  const last = startProgram();
  await last.running;
  await expect.poll(() => homesOf(left ?? new Set()), { timeout: 20_000 }).toEqual([]);
  expect(homesOf(own ?? new Set())).toHaveLength(1);
  await expectGone(next, () => next.child.send('exit(0)'));
  expect(homesOf(own ?? new Set())).toEqual([]);
  await expectGone(last, () => last.child.send('exit(0)'));
});
