/**
 * Completion for a shell: commands, their options and what these take, and recordings, here and in
 * the folder of recordings. The scripts ask nobody: they hold what is to be completed.
 */
import { completeInBash } from './complete-bash';
import { completeInFish } from './complete-fish';
import { completeInZsh } from './complete-zsh';
import { argumentOf, type CompletedCommand, type KnownWords, valueOf } from './completed';
import type { CommandText, Grammar } from './grammar';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What the grammar alone does not tell. */
export interface CompletionFacts {
  readonly known: KnownWords;
  /** The folder of recordings: those in it are known by their names alone. */
  readonly folder: string;
}

const WRITERS: Readonly<Record<Shell, (commands: readonly CompletedCommand[], folder: string) => string>> = {
  bash: completeInBash,
  zsh: completeInZsh,
  fish: completeInFish,
};

export function completionFor(shell: Shell, { commands }: Grammar, { known, folder }: CompletionFacts): string {
  return WRITERS[shell](
    commands.map((command) => completedCommand(command, known)),
    folder,
  );
}

function completedCommand(command: CommandText, known: KnownWords): CompletedCommand {
  const { name, description } = command;
  return {
    name,
    description,
    options: command.options.map((option) => ({ ...option, completed: valueOf(command, option, known) })),
    argument: argumentOf(command, known),
  };
}
