import type { FaultValues, ToldError } from '../../shared/outcome';

/** Why a recording could not be opened or begun. */
export type RecordingFault =
  /** There is no such file. */
  | 'not-found'
  /** The system refuses to read or write it. */
  | 'no-access'
  /** The folder it is to be written into does not exist. */
  | 'no-folder'
  /** Somebody else writes it. */
  | 'in-use'
  /** It has no content. */
  | 'empty'
  /** It is a file of another kind. */
  | 'foreign'
  /** It was written by a newer Joinscope. */
  | 'newer'
  /** It is larger, or unpacks to more, than is read. */
  | 'too-large';

/** What is said, and the system's error behind it. */
interface RecordingErrorText {
  readonly message: string;
  readonly cause?: unknown;
  /** The text of the window that says it, where it is not that of the fault. */
  readonly id?: string;
  /** What was found and expected, for the text in the person's language. */
  readonly values?: FaultValues;
}

/** A recording that cannot be opened or begun. The message says what was expected and what was found. */
export class RecordingError extends Error implements ToldError {
  override readonly name = 'RecordingError';
  readonly fault: RecordingFault;
  readonly path: string;
  readonly id: string;
  readonly values: FaultValues;

  constructor(
    fault: RecordingFault,
    path: string,
    { message, cause, id = `recording-${fault}`, values }: RecordingErrorText,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.fault = fault;
    this.path = path;
    this.id = id;
    this.values = { path, ...values };
  }
}

/** The code of a system error such as `ENOENT`; '' for what is none. */
export function errorCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
