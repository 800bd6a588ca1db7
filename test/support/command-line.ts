/** The built command line, run as a user runs it, with a folder for data that the test owns. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { packageRoot } from '../../src/main/entry-file';
import { fixture } from './fixture';

export const cliFile = join(packageRoot(), 'out', 'main', 'cli.js');

/** A folder that goes with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** Stdout as it came. */
  readonly bytes: Buffer;
  readonly stderr: string;
}

export interface CliOptions {
  readonly stdin?: Buffer | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A command line that runs. */
export interface CliSession {
  readonly child: ChildProcess;
  /** The rest of the first line of stdout that begins with `start`. Rejects when it ends without. */
  readonly lineAfter: (start: string) => Promise<string>;
  readonly result: Promise<CliResult>;
}

/** Starts it without a terminal; it is ended with the test at the latest. */
export function startCli(args: readonly string[], { stdin = '', env = {}, cwd }: CliOptions = {}): CliSession {
  const child = spawn(process.execPath, [cliFile, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment(env),
    ...(cwd !== undefined && { cwd }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  // A command that does not read its input closes it: that is not the test's business.
  child.stdin.on('error', () => undefined);
  child.stdin.end(stdin);
  let stdout = '';
  child.stdout.on('data', (piece: Buffer) => (stdout += piece.toString('latin1')));
  const result = resultOf(child);
  const lineAfter = async (start: string): Promise<string> => {
    for (;;) {
      const line = stdout.split('\n').find((one, index, all) => one.startsWith(start) && index < all.length - 1);
      if (line !== undefined) return line.slice(start.length).trim();
      const isOver = await Promise.race([once(child.stdout, 'data').then(() => false), result.then(() => true)]);
      if (isOver) throw new Error(`Expected a line "${start}…", found ${JSON.stringify(stdout)}`);
    }
  };
  return { child, lineAfter, result };
}

/** Runs it to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return startCli(args, options).result;
}

async function resultOf(child: ChildProcessByStdio<Writable, Readable, Readable>): Promise<CliResult> {
  const [stdout, stderr, [code, signal]] = await Promise.all([
    buffer(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
  ]);
  return { code, signal, stdout: stdout.toString(), bytes: stdout, stderr };
}

export type Step =
  readonly ['expect' | 'type' | 'insist', string] | readonly ['resize', readonly [rows: number, columns: number]];

export interface TerminalResult {
  readonly shown: string;
  /** Exit code, or a signal's negative number. */
  readonly status: number;
  /** The text that was waited for in vain. */
  readonly failed: string | null;
}

/** Runs a command in a pseudo-terminal and plays a person at it. */
export async function playInTerminal(command: readonly string[], steps: readonly Step[]): Promise<TerminalResult> {
  const driver = spawn('python3', [fixture('python/in_terminal.py'), JSON.stringify(steps), ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environment({ TERM: 'xterm' }),
  });
  onTestFinished(() => void driver.kill('SIGKILL'));
  return JSON.parse(await text(driver.stdout)) as TerminalResult;
}

/** Without what changes how Node starts, in English, with data in a folder of its own. */
function environment(more: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([key]) => !/^(NODE_|NO_COLOR$|VITEST)/.test(key));
  return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8', JOINSCOPE_DATA: temporaryFolder(), ...more };
}
