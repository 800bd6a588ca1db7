/** A display to draw on: the one that is there, or a virtual one for as long as it is needed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasDisplay } from '../start/surroundings.mjs';
import { endWithUs } from './end-with-us.mjs';
import { StepError } from './step.mjs';
import { isOnPath } from './system-libraries.mjs';

/** Larger than the largest screenshot: a window is never made larger than its screen. */
const SCREEN = '2560x1600x24';
const DISPLAY_FD = 3;

/**
 * @template Result
 * @param {(env: NodeJS.ProcessEnv) => Promise<Result>} work gets the environment to start programs with
 * @returns {Promise<Result>}
 */
export async function withDisplay(work, env = process.env) {
  if (hasDisplay({ platform: process.platform, env })) return work(env);
  const server = await startVirtualDisplay(env);
  try {
    return await work({ ...env, DISPLAY: server.display });
  } finally {
    await server.end();
  }
}

/** Xvfb looks for a free number itself and writes it to the descriptor it is given. */
async function startVirtualDisplay(env) {
  if (!isOnPath('Xvfb', env.PATH)) throw new StepError('Expected a display or Xvfb, found neither.');
  const args = ['-displayfd', String(DISPLAY_FD), '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env });
  endWithUs(child);
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint += chunk));
  const number = await Promise.race([
    once(child.stdio[DISPLAY_FD], 'data').then(([line]) => String(line).trim()),
    once(child, 'exit').then(() => undefined),
  ]);
  if (number === undefined) throw new StepError(`Xvfb ended before it was ready:\n${complaint}`);
  return { display: `:${number}`, end: () => end(child) };
}

async function end(child) {
  const exited = once(child, 'exit');
  child.kill();
  await exited;
}
