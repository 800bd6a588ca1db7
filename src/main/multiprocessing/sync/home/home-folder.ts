/**
 * The folder in which a home has its socket and its files.
 *
 * Only this user may enter it. It is in memory where the system has a place for that. A home
 * that is killed leaves it behind: then whoever loses its connection removes it, or the next
 * home that opens. Whether a home lives is asked of its socket, not of a pid, which may be
 * another's by now or stand for a process of another container.
 */
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PREFIX = 'joinscope-sync-';
const MEMORY = '/dev/shm';
/** sockaddr_un(7) has room for 108 bytes, on macOS for 104. */
const MAX_SOCKET_PATH = 100;

/** Where a home listens: a socket in a folder of its own, on Windows a named pipe beside it. */
export interface HomePlace {
  readonly folder: string;
  readonly address: string;
}

export function makeHomePlace(): HomePlace {
  const folder = mkdtempSync(join(base(), PREFIX));
  // A pipe's name is nowhere in the file system; the folder's random part makes it as hard to guess.
  const address =
    process.platform === 'win32' ? `\\\\.\\pipe\\${folder.slice(folder.indexOf(PREFIX))}` : join(folder, 's');
  return { folder, address };
}

export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // On Windows a file that somebody still has open cannot go; the next home tries again.
  }
}

/** Removes the folder of a home, unless somebody listens there. */
export function removeIfDead(place: HomePlace): void {
  const socket = connect(place.address);
  socket.unref();
  socket.once('connect', () => socket.destroy());
  socket.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') removeFolder(place.folder);
  });
}

/** Removes what killed homes left behind. */
export function removeDeadHomes(own: string): void {
  const parent = dirname(own);
  for (const name of namesIn(parent)) {
    const folder = join(parent, name);
    if (name.startsWith(PREFIX) && folder !== own && existsSync(join(folder, 's'))) {
      removeIfDead({ folder, address: join(folder, 's') });
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function base(): string {
  if (process.platform === 'linux' && isWritable(MEMORY)) return MEMORY;
  const longest = MAX_SOCKET_PATH - PREFIX.length - '/XXXXXX/s'.length;
  return process.platform === 'win32' || tmpdir().length <= longest ? tmpdir() : '/tmp';
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
