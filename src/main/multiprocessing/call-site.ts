import { fileURLToPath } from 'node:url';

/** Where in the program a call stands. */
export interface CallSite {
  readonly file?: string;
  readonly line?: number;
  readonly function?: string;
}

/** `    at name (file:line:column)`, or without a name `    at file:line:column` (V8, Stack trace API). */
const FRAME = /^ {4}at (?:(?:async )?(.+?) \()?(.+?):(\d+):\d+\)?$/;

/** Who called the function that calls this one. Empty where the engine does not tell. */
export function callerOfCaller(): CallSite {
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, callerOfCaller);
  // A headline, the function that asks, its caller.
  const [, , frame] = (holder.stack ?? '').split('\n');
  return siteOf(frame);
}

/** Who called the method, from within it. Found out only when asked: taking it down is cheap. */
export function callerOf<Name extends string>(
  owner: Record<Name, (...args: never[]) => unknown>,
  method: Name,
): () => CallSite {
  const holder: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(holder, owner[method]);
  Error.stackTraceLimit = limit;
  return () => siteOf((holder.stack ?? '').split('\n')[1]);
}

function siteOf(frame = ''): CallSite {
  const [, name, file, line] = FRAME.exec(frame) ?? [];
  if (file === undefined || line === undefined) return {};
  return { file: pathOf(file), line: Number(line), ...(name !== undefined && { function: name.slice(0, 256) }) };
}

/** Stacks name ES modules by URL and CommonJS by path. */
function pathOf(file: string): string {
  try {
    return file.startsWith('file://') ? fileURLToPath(file) : file;
  } catch {
    return file;
  }
}
