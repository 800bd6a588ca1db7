/**
 * Whether the build is that of the present sources.
 *
 * The fingerprint is a hash over path, size and time of change of every file that goes into
 * the build: reading the files themselves would cost more than the check may.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './project.mjs';

/** Python leaves these beside the probe whenever it runs. */
const BY_PRODUCT = '__pycache__';

const SOURCES = ['src', 'resources', 'docs', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
const keptFile = () => inProject('out', '.fingerprint');

export function isBuildFresh() {
  return (
    existsSync(keptFile()) && readFileSync(keptFile(), 'utf8') === sourceFingerprint() && existsSync(builtFile('cli'))
  );
}

/** @param {string} fingerprint taken before the build, so that a change during it is not missed */
export function keepFingerprint(fingerprint) {
  mkdirSync(inProject('out'), { recursive: true });
  writeFileSync(keptFile(), fingerprint);
}

export function sourceFingerprint(folder = inProject()) {
  const hash = createHash('sha256');
  for (const source of SOURCES) addTo(hash, folder, source);
  return hash.digest('hex');
}

function addTo(hash, folder, path) {
  const absolute = join(folder, path);
  const stats = statSync(absolute, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (stats.isDirectory()) {
    const names = readdirSync(absolute).filter((name) => name !== BY_PRODUCT);
    for (const name of names.sort()) addTo(hash, folder, `${path}/${name}`);
  } else {
    hash.update(`${path}\0${stats.size}\0${stats.mtimeMs}\n`);
  }
}

/** Path of a built entry of the main process. */
export const builtFile = (name) => inProject('out', 'main', `${name}.js`);
