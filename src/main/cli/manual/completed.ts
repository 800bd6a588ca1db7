/** What stands where on a command line, for completion: told by the names that the grammar gives to values and arguments. */
import type { CommandText, OptionText } from './grammar';

/** What a value or an argument is. */
export type Completed =
  | { readonly kind: 'files' | 'folders' | 'recordings' | 'program' | 'nothing' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** A command as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly (OptionText & { readonly completed: Completed | undefined })[];
  readonly argument: Completed;
}

/** Words that a command takes, by command, or by command and option: `lesson`, `lesson --language`. */
export type KnownWords = Readonly<Record<string, readonly string[]>>;

const VALUES: Readonly<Record<string, Completed['kind']>> = { file: 'files', out: 'files', folder: 'folders' };
const ARGUMENTS: Readonly<Record<string, Completed['kind']>> = {
  file: 'recordings',
  files: 'recordings',
  command: 'program',
};

/** What is completed behind an option; `undefined` where it takes no value. */
export function valueOf({ name }: CommandText, { long, value }: OptionText, known: KnownWords): Completed | undefined {
  if (value === undefined) return undefined;
  return completed(VALUES[value.replaceAll(/[<>[\].]/g, '')], known[`${name} ${long}`]);
}

/** What is completed as the argument of a command. */
export function argumentOf({ name, argument }: CommandText, known: KnownWords): Completed {
  return completed(ARGUMENTS[argument ?? ''], known[name]);
}

function completed(kind: Completed['kind'] | undefined, words: readonly string[] | undefined): Completed {
  if (words !== undefined) return { kind: 'words', words };
  return kind === undefined || kind === 'words' ? { kind: 'nothing' } : { kind };
}
