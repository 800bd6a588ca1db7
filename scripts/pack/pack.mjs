/**
 * `npm run dist`: builds, then packs with electron-builder, whose arguments it takes.
 *
 * The older Electron that stands in where the real one is out of reach never ships: with it
 * only `dir` can be made, to look at what the package holds.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasRealElectron } from '../setup/electron.mjs';
import { inProject } from '../setup/project.mjs';
import { setUp } from '../setup/setup.mjs';
import { say, StepError } from '../setup/step.mjs';

export async function pack(args) {
  await setUp();
  const builder = inProject('node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  const child = spawn(process.execPath, [builder, '--publish', 'never', ...args, ...electronSource(args)], {
    cwd: inProject(),
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}

function electronSource(args) {
  if (hasRealElectron()) return [];
  if (!args.some((arg) => arg === 'dir' || arg === '--dir')) {
    throw new StepError(
      'Expected the Electron of package.json, found an older one that must not ship: only `dir` can be made here.',
    );
  }
  say('dist: with the older Electron, to look at and not to ship');
  return ['-c.electronDist=node_modules/electron/dist'];
}
