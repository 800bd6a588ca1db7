import type { Socket } from 'node:net';

/**
 * Lets a socket be read to its end although its other end is gone.
 *
 * A write to a process that was killed fails (`EPIPE`), and Node then destroys the socket with
 * what it had not read yet: the last items that the process put, the last that it said it took.
 * So such a write counts as done, and the end is heard of by reading, after all that was said.
 */
export function readToEnd(socket: Socket): void {
  const write = socket._write.bind(socket);
  const writeAll = socket._writev?.bind(socket);
  socket._write = (chunk, encoding, callback) => write(chunk, encoding, unlessGone(callback));
  if (writeAll !== undefined) socket._writev = (chunks, callback) => writeAll(chunks, unlessGone(callback));
}

type Written = (error?: Error | null) => void;

function unlessGone(callback: Written): Written {
  return (error) => callback(isGone(error) ? null : error);
}

/** `send(2)`: the first where the end is closed, the second where it was closed with something unread. */
function isGone(error: NodeJS.ErrnoException | null | undefined): boolean {
  return error?.code === 'EPIPE' || error?.code === 'ECONNRESET';
}
