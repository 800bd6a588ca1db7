/**
 * Puts a binary that runs at `node_modules/electron/dist`, where `require('electron')`,
 * electron-vite, Playwright and electron-builder look for it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { cp, rm, writeFile } from 'node:fs/promises';
import { FALLBACK_VERSION, fallbackFolder, hasFallback } from './electron-fallback.mjs';
import { inProject } from './project.mjs';
import { run, step, StepError } from './step.mjs';

const DOWNLOAD_LIMIT_MS = 15 * 60_000;
const packageFolder = (...parts) => inProject('node_modules', 'electron', ...parts);

/** Path of the binary; it exists after {@link ensureElectron}. */
export function electronBinary() {
  return packageFolder('dist', readFileSync(packageFolder('path.txt'), 'utf8'));
}

const wantedVersion = () => JSON.parse(readFileSync(packageFolder('package.json'), 'utf8')).version;

/** Whether it is the Electron that ships, and not the older one that stands in for it. */
export const hasRealElectron = () => isInstalled([wantedVersion()]);

export async function ensureElectron() {
  const version = wantedVersion();
  if (isInstalled([version, FALLBACK_VERSION])) return;
  await step('electron', `fetching the binary of Electron ${version}`, async () => {
    const download = await run(process.execPath, [packageFolder('install.js')], { timeout: DOWNLOAD_LIMIT_MS });
    if (download.code === 0 && isInstalled([version])) return {};
    if (!hasFallback()) throw new StepError(adviceFor(version, download.output));
    return { note: 'it is out of reach here' };
  });
  if (isInstalled([version])) return;
  await step(
    'electron',
    `using the older ${FALLBACK_VERSION} for development and tests (200 MB, once)`,
    installFallback,
  );
}

function isInstalled(versions) {
  try {
    const version = readFileSync(packageFolder('dist', 'version'), 'utf8').trim().replace(/^v/, '');
    return versions.includes(version) && existsSync(electronBinary());
  } catch {
    return false;
  }
}

async function installFallback() {
  const folder = await fallbackFolder();
  const target = packageFolder('dist');
  await rm(target, { recursive: true, force: true });
  // Links cost neither time nor space; on another file system the files are copied.
  const linked = await run('cp', ['-al', folder, target]);
  if (linked.code !== 0) {
    await rm(target, { recursive: true, force: true });
    await cp(folder, target, { recursive: true, verbatimSymlinks: true });
  }
  await writeFile(packageFolder('path.txt'), 'electron');
  return {};
}

function adviceFor(version, output) {
  const reason = output.trim().split('\n')[0] ?? '';
  return [
    `Electron ${version} for ${process.platform}-${process.arch} could not be fetched: ${reason}`,
    'Try again with a network, name a mirror in ELECTRON_MIRROR, or name the folder of an unpacked Electron in ELECTRON_OVERRIDE_DIST_PATH.',
  ].join('\n');
}
