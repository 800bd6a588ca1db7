import type { CommandText, Grammar, OptionText } from './grammar';

export interface ManualFacts {
  /** Version of Joinscope. */
  readonly version: string;
  /** Sections below the commands: title and text. */
  readonly notes: readonly (readonly [title: string, text: string])[];
}

/** The manual page as roff: man(7). */
export function manPage({ description, commands }: Grammar, { version, notes }: ManualFacts): string {
  return `${[
    `.TH JOINSCOPE 1 "" "Joinscope ${version}" "User Commands"`,
    '.SH NAME',
    `joinscope \\- ${escaped(description)}`,
    '.SH SYNOPSIS',
    ...['', ...commands.map(({ name, usage }) => `${name} ${usage}`)].flatMap((line) => [
      '.B joinscope',
      escaped(line.trim()),
      '.br',
    ]),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    ...notes.flatMap(([title, text]) => [`.SH ${title.toUpperCase()}`, escaped(text)]),
  ]
    .filter((line) => line !== '')
    .join('\n')}\n`;
}

function commandLines(command: CommandText): readonly string[] {
  const { name, usage, description, options, example } = command;
  return [
    `.SS "joinscope ${name} ${quoted(usage)}"`,
    escaped(description),
    ...command.arguments.flatMap((argument) => [
      '.TP',
      `\\fI${escaped(argument.usage)}\\fR`,
      escaped(argument.description),
    ]),
    ...options.flatMap(optionLines),
    '.PP',
    '.RS',
    '.nf',
    escaped(example),
    '.fi',
    '.RE',
  ];
}

function optionLines({ long, short, value, description }: OptionText): readonly string[] {
  const names = [short, long].filter((one) => one !== undefined).map((one) => `\\fB${escaped(one)}\\fR`);
  return ['.TP', `${names.join(', ')}${value === undefined ? '' : ` \\fI${escaped(value)}\\fR`}`, escaped(description)];
}

/** A backslash, a leading control character and a hyphen that is typed mean something else to roff. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^([.'])/gm, '\\&$1');
}

function quoted(text: string): string {
  return escaped(text).replaceAll('"', '\\(dq');
}
