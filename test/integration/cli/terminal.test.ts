import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cliFile, playInTerminal, temporaryFolder } from '../../support/command-line';
import { fixture } from '../../support/fixture';
import { python } from '../../support/python';

const cli = (...args: string[]) => [process.execPath, cliFile, 'run', '--no-record', ...args];
const CTRL_C = '\u0003';
const CTRL_Z = '\u001A';

interface Summary {
  readonly processes: readonly { readonly verdict: { readonly cause: string } }[];
}

describe('joinscope run in a terminal', () => {
  it('gives an interactive program the terminal', async () => {
    const { status, shown, failed } = await playInTerminal(cli('--quiet', '--', python, '-q'), [
      ['expect', '>>> '],
      ['type', 'print(6 * 7)\n'],
      ['expect', '42'],
      ['expect', '>>> '],
      ['type', 'import os, sys; print([os.isatty(n) for n in range(3)], os.tcgetpgrp(0) == os.getpgrp())\n'],
      ['expect', '[True, True, True] True'],
      ['expect', '>>> '],
      ['type', 'sys.exit(5)\n'],
    ]);
    expect(failed, shown).toBeNull();
    expect(status).toBe(5);
  });

  it('lets Ctrl-C reach the program once', async () => {
    const { status, shown, failed } = await playInTerminal(
      cli('--quiet', '--', python, fixture('python/tell_signals.py'), '1.5'),
      [
        ['expect', 'ready'],
        ['type', CTRL_C],
        ['expect', 'got SIGINT'],
      ],
    );
    expect(failed, shown).toBeNull();
    expect(shown.match(/got SIGINT/g)).toHaveLength(1);
    expect(status).toBe(7);
  });

  it('ends the program at a second Ctrl-C', async () => {
    const { status, shown, failed } = await playInTerminal(
      cli('--quiet', '--', python, fixture('python/tell_signals.py'), '60'),
      [
        ['expect', 'ready'],
        ['type', CTRL_C],
        ['expect', 'got SIGINT'],
        ['insist', CTRL_C],
      ],
    );
    expect(failed, shown).toBeNull();
    expect(status).toBe(137);
  });

  it('exits as a program that Ctrl-C ended', async () => {
    const { status, shown, failed } = await playInTerminal(
      cli('--quiet', '--', python, '-c', "print('ready'); import time; time.sleep(60)"),
      [
        ['expect', 'ready'],
        ['type', CTRL_C],
      ],
    );
    expect(failed, shown).toBeNull();
    expect(status).toBe(130);
  });

  it('can be stopped with Ctrl-Z and go on, as any job', async () => {
    const line = cli('--quiet', '--', python, '-c', '"print(6 * 7000, flush=True); print(input().upper())"').join(' ');
    const { shown, failed } = await playInTerminal(
      ['env', 'PS1=shell> ', 'bash', '--norc', '--noprofile', '-i'],
      [
        ['expect', 'shell> '],
        ['type', `${line}; echo "code $?"\n`],
        ['expect', '42000'],
        ['type', CTRL_Z],
        ['expect', 'Stopped'],
        // Before its prompt bash loses what is typed.
        ['expect', 'shell> '],
        ['type', 'fg\n'],
        ['expect', 'print(input().upper())'],
        ['type', 'still here\n'],
        ['expect', 'STILL HERE'],
        ['expect', 'shell> '],
        ['type', 'exit\n'],
      ],
    );
    expect(failed, shown).toBeNull();
  });

  it('reads a stderr that is a terminal with --read-stderr, and the program still has one', async () => {
    const summary = join(temporaryFolder(), 'summary.json');
    const script = [
      'import os, sys, time',
      'print([os.isatty(n) for n in range(3)], flush=True)',
      'while os.get_terminal_size(2).columns != 77: time.sleep(0.02)',
      'print("got the size", file=sys.stderr)',
      'raise ValueError("bad")',
    ].join('\n');
    const { status, shown, failed } = await playInTerminal(
      cli('--quiet', '--no-probes', '--read-stderr', '--summary', summary, '--', python, '-c', script),
      [
        ['expect', '[True, True, True]'],
        ['resize', [40, 77]],
        ['expect', 'got the size\r\n'],
        ['expect', 'ValueError: bad\r\n'],
      ],
    );
    expect(failed, shown).toBeNull();
    expect(status).toBe(1);
    const { processes } = JSON.parse(await readFile(summary, 'utf8')) as Summary;
    expect(processes.map(({ verdict }) => verdict.cause)).toEqual(['uncaught-exception']);
  });

  it('says so where stderr was not read, and does not take that for a sign', async () => {
    const { shown } = await playInTerminal(cli('--no-probes', '--', python, '-c', 'raise ValueError("bad")'), []);
    const said = shown.replaceAll(/\s+/g, ' ');
    expect(said).toContain('by an exception or by its own choice, which is not known');
    expect(said).toContain('Its stderr was the terminal, which is handed on and not read');
    expect(said).toContain('joinscope run --read-stderr');
    expect(said).not.toContain('no traceback of it came on stderr');
  });

  it('fits its table to the width, in colours', async () => {
    const { shown } = await playInTerminal(cli('--', 'sh', '-c', 'sleep 0.01; exit 3'), []);
    expect(shown).toContain('\u001B[2mprocess');
    // The program draws nothing wider than the 100 columns of the terminal.
    const plain = shown.replaceAll(/\u001B\[\d+m/g, '').split('\r\n');
    expect(Math.max(...plain.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});
