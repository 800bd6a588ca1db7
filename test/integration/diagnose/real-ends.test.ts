/**
 * Real programs end, and what they printed is judged: the texts that the readers of stderr
 * look for are those that this machine's Python and Node print.
 */
import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Diagnosis } from '../../../src/main/diagnose/diagnosis';
import type { RunEvent, RunEventOf } from '../../../src/shared/events';
import type { Verdict } from '../../../src/shared/verdict';

/** Without what makes each start of Node slow. */
const ENVIRONMENT = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

/** Runs a program and judges its end, from its status and its stderr alone. */
async function judgeEnd(command: string, ...args: readonly string[]): Promise<Verdict> {
  const began = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: ENVIRONMENT });
  const pid = child.pid ?? 0;
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text += part));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
    child.once('close', (...end) => resolve(end));
  });
  const t = performance.now() - began;
  const events: RunEvent[] = [
    { type: 'process-started', t: 0, pid, ppid: 1, name: command, argv: [command, ...args], seenBy: 'launch' },
    { type: 'process-exited', t, pid, code, signal, seenBy: 'launch' },
    ...text
      .split('\n')
      .map((line): RunEventOf<'log'> => ({ type: 'log', t: t + 1, pid, stream: 'stderr', text: line })),
  ];
  const diagnosis = new Diagnosis();
  const given = events.flatMap((event) => diagnosis.apply(event)).at(-1);
  if (given === undefined) throw new Error('No verdict');
  return given.verdict;
}

const python = (code: string) => judgeEnd('python3', '-c', code);
const node = (code: string, ...options: readonly string[]) => judgeEnd('node', ...options, '-e', code);
const errorIn = ({ title }: Verdict): unknown => title.values?.['error'];
const hasPython = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!hasPython)('ends of real Python programs', () => {
  it('finds the exception that nobody caught', async () => {
    const verdict = await python('raise ValueError("bad input")');
    expect(verdict).toMatchObject({ cause: 'uncaught-exception', confidence: 'very-likely' });
    expect(errorIn(verdict)).toBe('ValueError: bad input');
  });

  it('takes the last exception of a chain', async () => {
    const verdict = await python('try:\n  1/0\nexcept Exception as e:\n  raise KeyError("second") from e');
    expect(errorIn(verdict)).toBe("KeyError: 'second'");
  });

  it('takes an exception that came through a pool as that of the program', async () => {
    const verdict = await python(
      'from multiprocessing import Pool\nif __name__ == "__main__":\n  with Pool(1) as p:\n    p.map(int, ["x"])',
    );
    expect(verdict.cause).toBe('uncaught-exception');
    expect(errorIn(verdict)).toMatch(/^ValueError: invalid literal/);
  });

  it('finds a syntax error, which has no traceback', async () => {
    const verdict = await python('def f(:\n  pass');
    expect(verdict.cause).toBe('uncaught-exception');
    expect(errorIn(verdict)).toMatch(/^SyntaxError: /);
  });

  it('finds no exception where the program left with 1 and a message', async () => {
    await expect(python('import sys; sys.exit("no such user")')).resolves.toMatchObject({ cause: 'exit-status' });
  });

  it('does not take a traceback of a thread for the end of the process', async () => {
    const verdict = await python(
      'import threading, sys\nt = threading.Thread(target=lambda: 1/0)\nt.start(); t.join(); sys.exit(1)',
    );
    expect(verdict.cause).toBe('exit-status');
  });

  it('tells a script that is not there', async () => {
    await expect(judgeEnd('python3', '/nowhere/x.py')).resolves.toMatchObject({ cause: 'failed-to-start' });
  });

  it('shows where faulthandler says it crashed', async () => {
    const verdict = await judgeEnd('python3', '-X', 'faulthandler', '-c', 'import ctypes; ctypes.string_at(0)');
    expect(verdict).toMatchObject({ cause: 'crash', confidence: 'very-likely' });
    expect(verdict.evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(['seen.stderr', 'seen.place']));
  });

  it('tells a memory limit', async () => {
    const code = 'import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28)); bytearray(1 << 30)';
    await expect(python(code)).resolves.toMatchObject({ cause: 'out-of-memory', confidence: 'very-likely' });
  });
});

describe('ends of real Node programs', () => {
  it('finds the error that nobody caught, with its place', async () => {
    const verdict = await node('function work() { throw new TypeError("no such thing") } work()');
    expect(verdict).toMatchObject({ cause: 'uncaught-exception', confidence: 'very-likely' });
    expect(errorIn(verdict)).toBe('TypeError: no such thing');
  });

  it('finds what was thrown where it is no error', async () => {
    expect(errorIn(await node('throw "plain text"'))).toBe('plain text');
  });

  it('finds a rejection that nobody handled', async () => {
    expect(errorIn(await node('Promise.reject(new RangeError("too far"))'))).toBe('RangeError: too far');
  });

  it('tells a heap limit', async () => {
    const verdict = await node(
      'const a = []; for (;;) a.push(new Array(1000).fill(a.length))',
      '--max-old-space-size=24',
    );
    expect(verdict).toMatchObject({ cause: 'out-of-memory', confidence: 'certain', title: { id: 'title.heap-limit' } });
  });

  it('tells a top-level await that never settles', async () => {
    const verdict = await node('await new Promise(() => {})', '--input-type=module');
    expect(verdict.title.id).toBe('title.node-await');
  });
});

describe('ends of real shell commands', () => {
  it('tells a command that was not found', async () => {
    const verdict = await judgeEnd('sh', '-c', 'joinscope-no-such-command');
    expect(verdict).toMatchObject({ cause: 'failed-to-start', confidence: 'very-likely' });
    expect(verdict.title.values?.['what']).toBe('joinscope-no-such-command');
  });

  it('reads 128+n of a shell as the signal behind it', async () => {
    const verdict = await judgeEnd('sh', '-c', 'sh -c "kill -9 \\$\\$"; exit $?');
    expect(verdict).toMatchObject({ cause: 'signal', confidence: 'likely', title: { id: 'title.shell-signal' } });
  });
});
