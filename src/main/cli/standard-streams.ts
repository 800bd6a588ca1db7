/**
 * Our own stdout and stderr, opened when something is written and not before: Node turns a
 * pipe it opens to non-blocking, for the command and the companion that share it as well.
 */
import { CliError } from './cli-error';

let isOpen = false;
let failure: NodeJS.ErrnoException | undefined;

/** Opens stdout. */
export function standardOutput(): NodeJS.WriteStream {
  if (!isOpen) process.stdout.on('error', (error: NodeJS.ErrnoException) => (failure ??= error));
  isOpen = true;
  return process.stdout;
}

/** Opens stderr. Nobody is left to complain to when it fails. */
export function standardError(): NodeJS.WriteStream {
  if (process.stderr.listenerCount('error', ignore) === 0) process.stderr.on('error', ignore);
  return process.stderr;
}

/**
 * Waits until all that was written to stdout is out.
 *
 * @throws {CliError} when it could not be written, as on a full disk. Whoever read it and has had enough
 *   (`joinscope report F | head`) is nothing to complain about.
 */
export async function settleStandardOutput(): Promise<void> {
  if (!isOpen) return;
  // The error of a write is told a turn later than the write.
  await new Promise<void>((done) => void process.stdout.write('', () => setImmediate(done)));
  if (failure !== undefined && failure.code !== 'EPIPE')
    throw new CliError('stdoutRefused', { reason: failure.message });
}

function ignore(): void {
  // See standardError.
}
