/**
 * Our own stdout and stderr, opened when something is written and not before: Node turns a
 * pipe it opens to non-blocking, for the command and the companion that share it as well.
 */

/** Opens stdout. */
export function standardOutput(): NodeJS.WriteStream {
  return quietly(process.stdout);
}

/** Opens stderr. */
export function standardError(): NodeJS.WriteStream {
  return quietly(process.stderr);
}

/** Whoever read our output has had enough (`joinscope report F | head`): nothing to complain about. */
function quietly(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.listenerCount('error', ignoreClosedPipe) === 0) stream.on('error', ignoreClosedPipe);
  return stream;
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
