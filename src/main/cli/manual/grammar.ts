import type { Argument, Command } from 'commander';

/** An option as a reader sees it. */
export interface OptionText {
  /** `--hz`. */
  readonly long: string;
  /** `-h`, where it has one. */
  readonly short: string | undefined;
  /** `<number>`, where it takes a value. */
  readonly value: string | undefined;
  readonly description: string;
}

export interface ArgumentText {
  /** `<file>`, `[name]`. */
  readonly usage: string;
  readonly description: string;
}

export interface CommandText {
  readonly name: string;
  readonly description: string;
  /** What follows the name: `[options] <file>`. */
  readonly usage: string;
  readonly options: readonly OptionText[];
  /** What it takes, each with the words that explain it. */
  readonly arguments: readonly ArgumentText[];
  /** Name of the first of them: `file`. */
  readonly argument: string | undefined;
  /** A command line that works. */
  readonly example: string;
}

/** The command line as data: help, completion and manual are written from it, so none can differ. */
export interface Grammar {
  readonly description: string;
  readonly commands: readonly CommandText[];
}

/** @param exampleOf a command line for each command. */
export function grammarOf(program: Command, exampleOf: (name: string) => string): Grammar {
  return {
    description: program.description(),
    commands: program.commands.map((command) => ({
      name: command.name(),
      description: command.description(),
      usage: command.usage(),
      options: command.options.map(({ long, short, flags, description }) => ({
        long: long ?? flags,
        short,
        value: /[<[].+[>\]]/.exec(flags)?.[0],
        description,
      })),
      arguments: command.registeredArguments.map((argument) => ({
        usage: humanReadable(argument),
        description: argument.description,
      })),
      argument: command.registeredArguments[0]?.name(),
      example: exampleOf(command.name()),
    })),
  };
}

function humanReadable(argument: Argument): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}
