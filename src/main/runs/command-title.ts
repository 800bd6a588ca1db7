/** Characters that no POSIX shell gives a meaning. */
const PLAIN = /^[\w@%+=:,./-]+$/;
/** Longest title of a recording header; see `recordingHeaderSchema`. */
const MAX_TITLE = 400;

/** The command as a person would type it, quoted for a POSIX shell where that is needed, cut when long. */
export function commandTitle(argv: readonly string[], shell: boolean): string {
  const line = shell ? argv.join(' ') : argv.map(quote).join(' ');
  return line.length <= MAX_TITLE ? line : `${line.slice(0, MAX_TITLE - 1)}…`;
}

function quote(argument: string): string {
  return PLAIN.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
