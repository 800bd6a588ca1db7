/**
 * A terminal for one output stream of a command, which is read here and passed on to the real one.
 *
 * For the program it is a terminal: isatty() holds, it has the real one's size and modes. It is not
 * its controlling terminal, so Ctrl-C, Ctrl-Z and keys stay the real one's business. It changes no
 * byte (no OPOST): the real terminal does that when the bytes come to it.
 * Source: pty(7), ioctl_tty(2), termios(3); asm-generic/ioctls.h.
 */
import { closeSync, constants, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { type Libc, loadLibc } from './libc';

const O_CLOEXEC = 0o2000000;
const TCGETS = 0x5401;
const TCSETS = 0x5402;
const TIOCGWINSZ = 0x5413;
const TIOCSWINSZ = 0x5414;
const TIOCGPTPEER = 0x5441;
const TIOCSPTLCK = 0x40045431;
/** The kernel's struct termios: four words of flags, a byte, 19 characters. */
const TERMIOS_SIZE = 36;
const OUTPUT_FLAGS = 4;
const LOCAL_FLAGS = 12;
const OPOST = 1;
const ECHO = 0o10;
/** struct winsize: four shorts. */
const WINSIZE_SIZE = 8;

export interface PseudoTerminal {
  readonly stream: ReadStream;
  /** The end for the command; to be closed here once the command has it. */
  readonly givenEnd: number;
}

/**
 * @param real descriptor of the terminal that it stands for.
 * @returns undefined where none can be had: no native calls, no descriptors or terminals left.
 */
export function openPseudoTerminal(real: number): PseudoTerminal | undefined {
  try {
    const libc = loadLibc();
    const own = openSync('/dev/ptmx', constants.O_RDWR | constants.O_NOCTTY | O_CLOEXEC);
    const givenEnd = peerOf(own, libc);
    if (givenEnd < 0) {
      closeSync(own);
      return undefined;
    }
    copyModes(libc, real, givenEnd);
    return { stream: openStream(own, () => copySize(libc, real, own)), givenEnd };
  } catch {
    return undefined;
  }
}

/** Opened by its master, not by name: /dev/pts may be another's (TIOCGPTPEER, Linux 4.13). */
function peerOf(own: number, libc: Libc): number {
  if (libc.ioctl(own, TIOCSPTLCK, Buffer.alloc(4)) !== 0) return -1;
  return libc.ioctlNumber(own, TIOCGPTPEER, constants.O_RDWR | constants.O_NOCTTY | O_CLOEXEC);
}

function copyModes(libc: Libc, from: number, to: number): void {
  const modes = Buffer.alloc(TERMIOS_SIZE);
  if (libc.ioctl(from, TCGETS, modes) !== 0) return;
  modes.writeUInt32LE((modes.readUInt32LE(OUTPUT_FLAGS) & ~OPOST) >>> 0, OUTPUT_FLAGS);
  modes.writeUInt32LE((modes.readUInt32LE(LOCAL_FLAGS) & ~ECHO) >>> 0, LOCAL_FLAGS);
  libc.ioctl(to, TCSETS, modes);
}

function copySize(libc: Libc, from: number, to: number): void {
  const size = Buffer.alloc(WINSIZE_SIZE);
  if (libc.ioctl(from, TIOCGWINSZ, size) === 0) libc.ioctl(to, TIOCSWINSZ, size);
}

/** The program hears of a new size from its controlling terminal, as we do, and may ask at once. */
function openStream(own: number, resize: () => void): ReadStream {
  resize();
  process.on('SIGWINCH', resize);
  const stream = new ReadStream(own);
  stream.once('close', () => process.off('SIGWINCH', resize));
  return stream;
}
