import type { Command } from 'commander';

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

export interface CommandText {
  readonly name: string;
  readonly description: string;
  /** What follows the name: `[options] <file>`. */
  readonly usage: string;
  readonly options: readonly OptionText[];
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
      example: exampleOf(command.name()),
    })),
  };
}
