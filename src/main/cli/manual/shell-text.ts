import type { CompletedCommand } from './completed';

/** Nothing is special between single quotes, and a quote is put in from outside: bash, zsh, fish alike. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Options that take a value. */
export function valued({ options }: CompletedCommand): readonly string[] {
  return options.filter(({ completed }) => completed !== undefined).map(({ long }) => long);
}

/** Names of the commands whose argument is of a kind. */
export function namesWith(commands: readonly CompletedCommand[], kind: CompletedCommand['argument']['kind']): string[] {
  return commands.filter(({ argument }) => argument.kind === kind).map(({ name }) => name);
}

/** Those that run a program of the user's, which has a completion of its own. */
export function programCommands(commands: readonly CompletedCommand[]): {
  readonly names: readonly string[];
  /** Options of theirs that take a value. */
  readonly valued: readonly string[];
} {
  const running = commands.filter(({ argument }) => argument.kind === 'program');
  return { names: running.map(({ name }) => name), valued: [...new Set(running.flatMap(valued))] };
}
