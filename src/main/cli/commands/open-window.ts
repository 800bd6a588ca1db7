import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { faultOf } from '../../../shared/outcome';
import { packageRoot } from '../../entry-file';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { recordingPath } from '../recording-path';

/**
 * Opens the window, with a recording if one is given, and leaves it to itself.
 *
 * @throws {CliError} when there is no display or no Electron, or `file` is no recording.
 */
export async function openWindow(file: string | undefined, { service }: CommandContext): Promise<number> {
  const path = file === undefined ? undefined : recordingPath(file);
  // Said here, in the terminal where it was typed, rather than in a window that opens for it.
  if (path !== undefined) await service.checkRecording(path);
  if (!hasDisplay(process)) throw new CliError('noDisplay');
  const { program, args } = electronCommand();
  const child = spawn(program, [...args, ...(path === undefined ? [] : [path])], {
    detached: true,
    stdio: 'ignore',
    env: withoutRunAsNode(process.env),
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    throw new CliError('windowFailed', { reason: faultOf(error).message });
  }
  child.unref();
  return 0;
}

interface System {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
}

function hasDisplay({ platform, env }: System): boolean {
  return platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

/** The packaged app is its own Electron; a checkout has the package `electron`, which exports its binary's path. */
function electronCommand(): { readonly program: string; readonly args: readonly string[] } {
  const root = packageRoot();
  if (root.includes('app.asar')) return { program: process.execPath, args: [] };
  // Chromium refuses its sandbox to root.
  const flags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    const program: unknown = createRequire(join(root, 'package.json'))('electron');
    if (typeof program === 'string') return { program, args: [root, ...flags] };
  } catch {
    // Not installed, or its binary was never fetched.
  }
  throw new CliError('noElectron');
}

function withoutRunAsNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([key]) => key !== 'ELECTRON_RUN_AS_NODE'));
}
