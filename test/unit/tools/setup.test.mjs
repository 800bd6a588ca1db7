import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { missingLibraries, packagesFor } from '../../../scripts/setup/debian-packages.mjs';
import { holdsAll } from '../../../scripts/setup/dependencies.mjs';
import { integrityOf } from '../../../scripts/setup/electron-fallback.mjs';
import { sourceFingerprint } from '../../../scripts/setup/fingerprint.mjs';
import { isAtLeast } from '../../../scripts/setup/node-version.mjs';
import { userCacheFolder } from '../../../scripts/setup/project.mjs';
import { hasDisplay, sandboxFlags } from '../../../scripts/start/surroundings.mjs';

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-tools-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe('the version of Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.18.9', false],
    ['20.20.2', true],
    ['24.0.0', true],
    ['9.99.99', false],
  ])('%s is recent enough: %s', (found, expected) => {
    expect(isAtLeast(found, '20.19.0')).toBe(expected);
  });
});

describe('the lock', () => {
  const wanted = { '': { version: '1.0.0' }, 'node_modules/a': { version: '2.0.0' } };

  it('is held when every package is there in its version', () => {
    expect(holdsAll(wanted, { 'node_modules/a': { version: '2.0.0' }, 'node_modules/b': { version: '1.0.0' } })).toBe(
      true,
    );
  });

  it('is not held by another version or by nothing', () => {
    expect(holdsAll(wanted, { 'node_modules/a': { version: '2.0.1' } })).toBe(false);
    expect(holdsAll(wanted, {})).toBe(false);
  });

  it('does not ask for the packages of other platforms', () => {
    expect(holdsAll({ 'node_modules/darwin': { version: '1.0.0', optional: true } }, {})).toBe(true);
  });
});

describe('system libraries', () => {
  it('reads what ldd did not find', () => {
    const output = '\tlibnss3.so => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n\tlibweird.so.9 => not found\n';
    expect(missingLibraries(output)).toEqual(['libnss3.so', 'libweird.so.9']);
  });

  it('names each package once and tells the libraries nobody knows', () => {
    expect(packagesFor(['libnss3.so', 'libnssutil3.so', 'libweird.so.9'], ['Xvfb'])).toEqual({
      packages: ['libnss3', 'xvfb'],
      unknown: ['libweird.so.9'],
    });
  });
});

describe('integrityOf', () => {
  it('is the sha512 string of lock files', async () => {
    const file = join(makeFolder(), 'abc');
    writeFileSync(file, 'abc');
    // FIPS 180-4, example of SHA-512 for "abc", in base64.
    expect(await integrityOf(file)).toBe(
      'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
    );
  });
});

describe('sourceFingerprint', () => {
  it('changes with a file, its size, its time, and not by itself', () => {
    const folder = makeFolder();
    const file = join(folder, 'src', 'main', 'index.ts');
    mkdirSync(join(folder, 'src', 'main'), { recursive: true });
    const seen = new Set([sourceFingerprint(folder)]);
    writeFileSync(file, 'a');
    utimesSync(file, 1, 1);
    seen.add(sourceFingerprint(folder));
    seen.add(sourceFingerprint(folder));
    utimesSync(file, 2, 2);
    seen.add(sourceFingerprint(folder));
    writeFileSync(file, 'ab');
    utimesSync(file, 2, 2);
    seen.add(sourceFingerprint(folder));
    mkdirSync(join(folder, 'src', '__pycache__'));
    writeFileSync(join(folder, 'src', '__pycache__', 'probe.pyc'), '');
    seen.add(sourceFingerprint(folder));
    expect(seen.size).toBe(4);
  });
});

describe('surroundings', () => {
  it('finds the user cache where the system wants it', () => {
    expect(userCacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux')).toBe(join('/c', 'joinscope'));
    expect(userCacheFolder({}, 'darwin')).toMatch(/Library.Caches.joinscope$/);
  });

  it('needs DISPLAY or WAYLAND_DISPLAY on Linux only', () => {
    expect(hasDisplay({ platform: 'linux', env: {} })).toBe(false);
    expect(hasDisplay({ platform: 'linux', env: { DISPLAY: '' } })).toBe(false);
    expect(hasDisplay({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true);
    expect(hasDisplay({ platform: 'darwin', env: {} })).toBe(true);
  });

  it('drops the sandbox for root in silence, for others with the reason, and keeps it where it works', () => {
    expect(sandboxFlags({ isLinux: true, isRoot: true })).toEqual({ args: ['--no-sandbox'] });
    expect(sandboxFlags({ isLinux: true, isRoot: false, mayUseNamespaces: true })).toEqual({ args: [] });
    expect(sandboxFlags({ isLinux: true, isRoot: false, hasSetuidHelper: true })).toEqual({ args: [] });
    expect(sandboxFlags({ isLinux: true, isRoot: false }).reason).toMatch(/user namespaces/);
    expect(sandboxFlags({ isLinux: false })).toEqual({ args: [] });
  });
});
