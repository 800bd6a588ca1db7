/**
 * A real pipe for a command's output. Node's own are pairs of sockets, which a program cannot
 * open again by `/dev/stdout` or `/proc/self/fd/1` (ENXIO). Source: pipe(7), proc_pid_fd(5).
 */
import { Socket } from 'node:net';
import { loadLibc } from './libc';

const O_CLOEXEC = 0o2000000;

export interface PlainPipe {
  readonly stream: Socket;
  /** The end for the command; to be closed here once the command has it. */
  readonly givenEnd: number;
}

/** @returns undefined where none can be had: no native calls, no descriptors left. */
export function openPlainPipe(): PlainPipe | undefined {
  const pair = Buffer.alloc(8);
  try {
    if (loadLibc().pipe2(pair, O_CLOEXEC) !== 0) return undefined;
  } catch {
    return undefined;
  }
  const stream = new Socket({ fd: pair.readInt32LE(0), readable: true, writable: false });
  return { stream, givenEnd: pair.readInt32LE(4) };
}
