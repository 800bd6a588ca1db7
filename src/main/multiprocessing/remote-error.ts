/**
 * Errors on their way to another process.
 *
 * The structured clone of an error loses its class, its fields and, in Node 20, its cause,
 * so what must arrive is put in a value. A task may throw anything: null, a frozen object,
 * an error whose getters throw; all become a fault.
 */

/** What crosses of an error. */
export interface RemoteFault {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly cause?: RemoteFault;
}

/** Causes followed; a longer chain is cut. */
const MAX_DEPTH = 8;

export function remoteFaultOf(thrown: unknown, depth = 0): RemoteFault {
  try {
    return thrown instanceof Error
      ? faultOfError(thrown, depth)
      : { name: 'Error', message: `Thrown: ${describe(thrown)}`, stack: '' };
  } catch {
    return { name: 'Error', message: 'Thrown: a value that cannot be read', stack: '' };
  }
}

function faultOfError(error: Error, depth: number): RemoteFault {
  // A class that does not set `name` still has one of its own.
  const name = error.name === 'Error' ? error.constructor.name : error.name;
  const fault = { name, message: error.message, stack: error.stack ?? '' };
  return error.cause === undefined || depth >= MAX_DEPTH
    ? fault
    : { ...fault, cause: remoteFaultOf(error.cause, depth + 1) };
}

function describe(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** The error again, with the name and the stack that it had where it was thrown. */
export function errorOfFault({ name, message, stack, cause }: RemoteFault): Error {
  const error = new Error(message, cause === undefined ? undefined : { cause: errorOfFault(cause) });
  Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
  if (stack !== '') error.stack = stack;
  return error;
}
