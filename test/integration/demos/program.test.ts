import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { entryFile } from '../../../src/main/entry-file';

interface Run {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function startDemo(...args: readonly string[]) {
  const child = spawn(process.execPath, [entryFile('demo-program'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: undefined },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function runDemo(...args: readonly string[]): Promise<Run> {
  const child = startDemo(...args);
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, signal, stdout, stderr };
}

describe('demo program', () => {
  it.each([
    ['primes', 'as the sieve of Eratosthenes'],
    ['monte-carlo', 'holds pi'],
    ['uneven', 'as the closed form'],
    ['producer-consumer', 'nothing was lost or doubled'],
  ])('%s checks its own result', async (name, says) => {
    const { code, stdout, stderr } = await runDemo(name, '--scale', '0.02', '--workers', '2');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toContain(says);
  });

  it('crash-course loses three workers and no work', async () => {
    const { code, stdout, stderr } = await runDemo('crash-course', '--scale', '0.1');
    expect(code).toBe(0);
    expect(stdout).toMatch(/worker-\d+ \(pid \d+\) ended with exit code 1 .*throwUncaught/);
    expect(stdout).toMatch(/This program kills its worker with pid \d+/);
    expect(stdout).toMatch(/worker-\d+ \(pid \d+\) ended with exit code 3 .*exitWith/);
    expect(stdout).toContain('= 283146, as the sieve');
    expect(stderr).toContain('RangeError: Expected a share between 0 and 1, found 1.5');
  });

  it.each([
    [[], 'found nothing'],
    [['nope'], 'Expected one of primes'],
    [['primes', '--workers', '0'], '--workers: expected a whole number from 1 to 256, found 0'],
    [['primes', '--scale', 'x'], '--scale: expected a number'],
    [['primes', '--bad'], '--bad'],
  ])('refuses %j with one line', async (args, says) => {
    const { code, stdout, stderr } = await runDemo(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  it('ends at once by SIGTERM, with its workers', async () => {
    const child = startDemo('primes');
    await once(child.stdout, 'data');
    child.stdout.resume();
    child.stderr.resume();
    child.kill('SIGTERM');
    // `close` waits for the output's end, which the workers hold open as long as they live.
    const [, signal] = (await once(child, 'close')) as [unknown, string];
    expect(signal).toBe('SIGTERM');
  });
});
