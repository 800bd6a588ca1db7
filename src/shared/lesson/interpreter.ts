/** A Python of this machine. */
export interface Interpreter {
  /** Of the interpreter itself, not of a script that chooses one. */
  readonly path: string;
  readonly version: string;
}
