/** What calls of shared objects fail with, after the exceptions of Python that their twins raise. */
import { ConnectionClosedError, ProcessError } from '../../errors';

/** The key is not there (`KeyError`). */
export class KeyError extends ProcessError {
  override readonly name = 'KeyError';
}

/** The index is outside of what there is (`IndexError`). */
export class IndexError extends ProcessError {
  override readonly name = 'IndexError';
}

/** A namespace has no value of this name (`AttributeError`). */
export class AttributeError extends ProcessError {
  override readonly name = 'AttributeError';
}

/** The value is not there, or has no room where it is to be put (`ValueError`). */
export class ValueError extends ProcessError {
  override readonly name = 'ValueError';
}

const CLASSES: Readonly<Record<string, new (message: string) => Error>> = {
  KeyError,
  IndexError,
  ValueError,
  ConnectionClosedError,
  TypeError,
};

/** The error again in its class: from another process only the name came. */
export function inItsClass(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof ProcessError) return error;
  const Known = CLASSES[error.name];
  return Known === undefined ? error : new Known(error.message);
}
