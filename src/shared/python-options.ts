/** Reads the command line of a Python as the interpreter does (python3 --help). */

const PYTHON = /^(?:python|pypy)[\d.]*(?:\.exe)?$/;
/**
 * One argument of the interpreter's own: letters without a value, among them those that keep
 * sitecustomize away (isolated, without environment, without site), then perhaps one with a value.
 */
const OPTION = /^-([a-bd-ln-zA-VYZ]*)([cmWX]?)(.*)$/;
const SHUTS_OUT = /[IES]/;

type Argv = readonly string[];

/** Whether the command is an interpreter of Python, by the name of its program. */
export function isPython([program = '']: Argv): boolean {
  return PYTHON.test(program.slice(program.lastIndexOf('/') + 1));
}

/** The interpreter's own option that keeps the probe away: `-I`, `-E` or `-S`. */
export function shuttingOption(argv: Argv): string | undefined {
  return isPython(argv) ? flagIn(argv.slice(1)) : undefined;
}

function flagIn(options: readonly string[]): string | undefined {
  const [first = '', ...rest] = options;
  const match = OPTION.exec(first)?.slice(1);
  if (match === undefined || first === '-') return undefined;
  const [letters, valued, value] = match as [string, string, string];
  const found = SHUTS_OUT.exec(letters)?.[0];
  if (found !== undefined) return `-${found}`;
  // Behind -c and -m are the program's own arguments.
  if (valued === 'c' || valued === 'm') return undefined;
  return flagIn(valued !== '' && value === '' ? rest.slice(1) : rest);
}
