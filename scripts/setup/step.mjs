/**
 * A step of a command, told in one line: what it does, dots while it lasts, how it went.
 */
import { spawn } from 'node:child_process';

const DOT_EVERY_MS = 5000;
const TAIL_LINES = 25;

/** A failure whose message is all a person needs; it is printed without a stack. */
export class StepError extends Error {
  name = 'StepError';
  isExpected = true;
}

/** Everything a command says goes here; the command line moves it to stderr. */
export const voice = { stream: process.stdout };

export function say(line) {
  voice.stream.write(`${line}\n`);
}

/**
 * @template Result
 * @param {string} name
 * @param {string} doing
 * @param {() => Promise<Result>} work may return `{ note }` to end the line with
 * @returns {Promise<Result>}
 */
export async function step(name, doing, work) {
  const startedAt = performance.now();
  voice.stream.write(`${name}: ${doing} `);
  const dots = setInterval(() => voice.stream.write('.'), DOT_EVERY_MS);
  try {
    const result = await work();
    const note = typeof result?.note === 'string' ? `, ${result.note}` : '';
    voice.stream.write(` done in ${seconds(performance.now() - startedAt)}${note}\n`);
    return result;
  } catch (error) {
    voice.stream.write(` failed after ${seconds(performance.now() - startedAt)}\n`);
    throw error;
  } finally {
    clearInterval(dots);
  }
}

export const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Runs a program to its end and keeps what it printed.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeout?: number }} options
 * @returns {Promise<{ code: number | null, signal: string | null, output: string }>} never rejects
 *   for what the program did; a program that cannot be started has code 127.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => resolve({ code: 127, signal: null, output: error.message }));
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

/** As {@link run}, but what goes wrong is thrown with the last lines of the output. */
export async function runOrThrow(command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const how = result.signal === null ? `code ${result.code}` : `signal ${result.signal}`;
  throw new StepError(`${command} ${args.join(' ')} ended with ${how}:\n${lastLines(result.output)}`);
}

export function lastLines(text, count = TAIL_LINES) {
  return text.trimEnd().split('\n').slice(-count).join('\n');
}
