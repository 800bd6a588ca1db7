/** `npm start`: sets up what is missing, then the window; where there is no display, the terminal. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { electronBinary } from '../setup/electron.mjs';
import { builtFile } from '../setup/fingerprint.mjs';
import { root } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';
import { say } from '../setup/step.mjs';
import { hasDisplay, sandboxFlags } from './surroundings.mjs';

/** @param {readonly string[]} args go to the window unchanged */
export async function start(args) {
  await setUp();
  process.exitCode = await (hasDisplay(process) ? openWindow(args) : runInTerminal());
}

function openWindow(args) {
  const flags = sandboxFlags();
  if (flags.reason !== undefined) say(`start: ${flags.reason}`);
  // Set by a terminal inside another Electron app, it would turn the window into a plain Node.
  const { ELECTRON_RUN_AS_NODE: _unset, ...env } = process.env;
  return codeOf(spawn(electronBinary(), [root, ...flags.args, ...args], { stdio: 'inherit', env }));
}

function runInTerminal() {
  say('start: there is no display, so the demo runs here in the terminal');
  return codeOf(spawn(process.execPath, [builtFile('cli'), 'demo'], { stdio: 'inherit' }));
}

/** What a shell would report: the exit code, or 128 and the number of the signal. */
function codeOf(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => forward(child, signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** A terminal sends Ctrl-C to the whole group, so the child has it already. */
function forward(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}
