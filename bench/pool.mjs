/**
 * Our pool beside the others, with two workers each, in one run. `bench/README.md` says how to read it.
 * Each sample is a process of its own (`pool/run.mjs`, `pool/peers.py`), which checks each result.
 */
import { spawn } from 'node:child_process';
import { inProject } from '../scripts/setup/project.mjs';
import { preparePool } from './pool/prepare.mjs';
import { linesOf } from './pool/lines.mjs';

export const about = 'our pool, queue and lock beside workerpool, tinypool, piscina, poolifier and Python';

const SAMPLE_LIMIT_MS = 240_000;

/** @param {{ only?: readonly string[], profile?: string }} options names of lines; a folder for CPU profiles of ours */
export async function withBenchmarks(env, use, { only = [], profile } = {}) {
  // NODE_EXTRA_CA_CERTS adds 90 ms to every Node start.
  const { NODE_EXTRA_CA_CERTS: _slow, ...kept } = env;
  const python = await preparePool();
  const nodeArgs = (side) => (side === 'ours' && profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []);
  const sample = (side, work) =>
    side.startsWith('mp-') || side.startsWith('ppe-')
      ? sampleOf([python, inProject('bench', 'pool', 'peers.py'), side, work], kept)
      : sampleOf([process.execPath, ...nodeArgs(side), inProject('bench', 'pool', 'run.mjs'), side, work], kept);
  await use(linesOf({ sample, hasPython: python !== undefined, only }));
}

/** The last line that the program prints. The program's group is ended with it, whatever it left. */
function sampleOf([command, ...args], env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const fail = (reason) => reject(new Error(`${args.slice(-2).join(' ')} ${reason}:\n${errors.slice(-2000)}`));
    const timer = setTimeout(() => endGroup(child.pid), SAMPLE_LIMIT_MS);
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (output += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk) => (errors += chunk));
    child.on('error', reject);
    child.on('exit', () => endGroup(child.pid));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) return fail(`ended with ${signal ?? code}`);
      try {
        resolve(JSON.parse(output.trimEnd().split('\n').at(-1)));
      } catch {
        fail('printed no figures');
      }
    });
  });
}

function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
