/**
 * Completion for a shell: names of commands, their options, and files where a recording, an
 * output or a program is meant. The scripts ask nobody: they hold what is to be completed.
 */
import type { CommandText, Grammar, OptionText } from './grammar';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

export function completionFor(shell: Shell, grammar: Grammar): string {
  return WRITERS[shell](grammar);
}

const WRITERS: Readonly<Record<Shell, (grammar: Grammar) => string>> = { bash, zsh, fish };

/** Commands behind whose options a program of the user's follows, with its own completion. */
const RUNS_PROGRAM: ReadonlySet<string> = new Set(['run', 'sweep']);

/** GNU bash manual, "Programmable Completion": words in COMP_WORDS, answers in COMPREPLY. */
function bash({ commands }: Grammar): string {
  const cases = commands.map(({ name, options }) => `    ${name}) options='${longsOf(options)}' ;;`);
  const programs = [...RUNS_PROGRAM].join('|');
  return `# bash completion for joinscope: source <(joinscope completion bash)
_joinscope() {
  local word=\${COMP_WORDS[COMP_CWORD]} command=\${COMP_WORDS[1]} options= place
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')} --help --version' -- "$word"))
    return
  fi
  case $command in
${cases.join('\n')}
  esac
  case $command in
    ${programs})
      for ((place = 2; place < COMP_CWORD; place++)); do
        if [ "\${COMP_WORDS[place]}" = -- ]; then
          if [ "$((place + 1))" -eq "$COMP_CWORD" ]; then COMPREPLY=($(compgen -c -- "$word")); else COMPREPLY=($(compgen -f -- "$word")); fi
          return
        fi
      done
      ;;
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$options --help" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _joinscope joinscope
`;
}

/** zshcompsys(1): _arguments. */
function zsh({ commands }: Grammar): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options }) => {
    const specs = options.map((option) => `        ${quoted(zshSpec(option))}`);
    const rest = RUNS_PROGRAM.has(name) ? `'*::command:_normal'` : `'*:file:_files'`;
    return `    ${name})\n      _arguments -S \\\n${[...specs, `        ${rest}`].join(' \\\n')}\n      ;;`;
  });
  return `#compdef joinscope
_joinscope() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _joinscope joinscope
`;
}

function zshSpec({ long, value, description }: OptionText): string {
  const text = description.replaceAll(/[[\]:]/g, ' ');
  return value === undefined ? `${long}[${text}]` : `${long}=[${text}]:${value.replaceAll(/[<>[\]]/g, '')}:_files`;
}

/** fish: complete(1). */
function fish({ commands }: Grammar): string {
  const isFirst = `-n '__fish_use_subcommand'`;
  const lines = commands.flatMap((command) => [
    `complete -c joinscope -f ${isFirst} -a ${command.name} -d ${quoted(command.description)}`,
    ...command.options.map((option) => fishOption(command, option)),
  ]);
  return `# fish completion for joinscope: joinscope completion fish | source\n${lines.join('\n')}\n`;
}

function fishOption({ name }: CommandText, { long, value, description }: OptionText): string {
  const needsValue = value === undefined ? '' : ' -r';
  return `complete -c joinscope -n '__fish_seen_subcommand_from ${name}' -l ${long.slice(2)}${needsValue} -d ${quoted(description)}`;
}

function longsOf(options: readonly OptionText[]): string {
  return options.map(({ long }) => long).join(' ');
}

/** For all three shells: nothing is special between single quotes, and a quote is put in from outside. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
