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
import type { Milliseconds } from '../../../../shared/units';

const PREFIX = 'joinscope-sync-';
const MEMORY = '/dev/shm';
/** sockaddr_un(7) has room for 108 bytes, on macOS for 104. */
const MAX_SOCKET_PATH = 100;
/** Far longer than the system takes to end a process whose connections it has begun to close. */
const LAST_CONNECTION: Milliseconds = 1000;

/** Where a home listens: a socket in a folder of its own, on Windows a named pipe beside it. */
export interface HomePlace {
  readonly folder: string;
  readonly address: string;
}

export function makeHomePlace(): HomePlace {
  // The pid is for people who look there, and for tests; whether it lives is not asked of it.
  const folder = mkdtempSync(join(base(), `${PREFIX}${process.pid}-`));
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

/**
 * Removes the folder of a home, unless somebody listens there.
 *
 * A process that is being killed still takes connections: the system closes those it had
 * first, and where it listened after them. So whoever is thrown out again asks once more.
 */
export function removeIfDead(place: HomePlace, attempts = 3): void {
  const socket = connect(place.address);
  let isDecided = attempts <= 1;
  let timer: NodeJS.Timeout | undefined;
  socket.unref().resume();
  socket.once('connect', () => {
    timer = setTimeout(() => {
      isDecided = true;
      socket.destroy();
    }, LAST_CONNECTION).unref();
  });
  socket.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT') return;
    isDecided = true;
    removeFolder(place.folder);
  });
  socket.once('close', () => {
    clearTimeout(timer);
    if (!isDecided) removeIfDead(place, attempts - 1);
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
  const longest = MAX_SOCKET_PATH - PREFIX.length - `/${process.pid}-XXXXXX/s`.length;
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
