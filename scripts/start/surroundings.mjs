/** What the machine allows: a window at all, and Chromium's sandbox. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronBinary } from '../setup/electron.mjs';

/** @param {{ platform: string, env: Readonly<Record<string, string | undefined>> }} system */
export function hasDisplay({ platform, env }) {
  return platform !== 'linux' || Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/**
 * The flags Electron needs to start here, and the reason to tell where it is not obvious.
 *
 * Chromium refuses its sandbox to root. For others it needs either unprivileged user
 * namespaces or a helper that belongs to root with the setuid bit, which an installed package
 * has and a checkout has not.
 *
 * @param {ReturnType<typeof readSandboxFacts>} facts
 * @returns {{ args: readonly string[], reason?: string }}
 */
export function sandboxFlags(facts = readSandboxFacts()) {
  if (!facts.isLinux) return { args: [] };
  if (facts.isRoot) return { args: ['--no-sandbox'] };
  if (facts.mayUseNamespaces || facts.hasSetuidHelper) return { args: [] };
  return {
    args: ['--no-sandbox'],
    reason: 'this system keeps user namespaces from unprivileged programs, so the page runs without its sandbox',
  };
}

function readSandboxFacts() {
  if (process.platform !== 'linux') return { isLinux: false };
  return {
    isLinux: true,
    isRoot: process.getuid() === 0,
    // Ubuntu since 23.10 and Debian before 11 each have a switch of their own.
    mayUseNamespaces:
      readSwitch('kernel/apparmor_restrict_unprivileged_userns') !== '1' &&
      readSwitch('kernel/unprivileged_userns_clone') !== '0' &&
      readSwitch('user/max_user_namespaces') !== '0',
    hasSetuidHelper: isSetuidRoot(join(dirname(electronBinary()), 'chrome-sandbox')),
  };
}

function readSwitch(name) {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return undefined;
  }
}

function isSetuidRoot(file) {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats !== undefined && stats.uid === 0 && (stats.mode & 0o4000) !== 0;
}
