/** GNU bash manual, "Programmable Completion": words in COMP_WORDS, answers in COMPREPLY. Also for the bash 3.2 of macOS. */
import type { Completed, CompletedCommand } from './completed';
import { programCommands, quoted } from './shell-text';

export function completeInBash(commands: readonly CompletedCommand[], folder: string): string {
  const { names } = programCommands(commands);
  return `# bash completion for joinscope: source <(joinscope completion bash)
${helpers(commands, folder)}_joinscope() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command=\${COMP_WORDS[1]} options=
  if [ "$COMP_CWORD" -eq 1 ]; then
    _joinscope_offer _joinscope_words "$word" ${commands.map(({ name }) => name).join(' ')} help --help --version
    return
  fi
  # --option=value comes as three words.
  if [ "$word" = = ]; then word=; elif [ "$before" = = ]; then before=\${COMP_WORDS[COMP_CWORD - 2]}; fi
  COMPREPLY=()
  case "$command $before" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case $command in
${names.join('|')}) _joinscope_program && return ;;
  esac
  case $command in
${commands.map(({ name, options }) => `    ${name}) options='${options.map(({ long }) => long).join(' ')}' ;;`).join('\n')}
    help) _joinscope_offer _joinscope_words "$word" ${commands.map(({ name }) => name).join(' ')}; return ;;
  esac
  case $word in -*) _joinscope_offer _joinscope_words "$word" $options --help; return ;; esac
  case $command in
${commands.flatMap(({ name, argument }) => caseOf(name, argument)).join('\n')}
  esac
}
complete -o filenames -F _joinscope joinscope
`;
}

/** What offers words, recordings, and the program that is run with what it takes. */
function helpers(commands: readonly CompletedCommand[], folder: string): string {
  const { valued } = programCommands(commands);
  return `_joinscope_offer() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <("$@")
}
_joinscope_words() { local word=$1; shift; compgen -W "$*" -- "$word"; }
_joinscope_recordings() {
  local ending
  for ending in joinscope joinscope.part joinscope.gz; do compgen -f -X "!*.$ending" -- "$1"; done
  compgen -d -- "$1"
  case $1 in */*) ;; *) (cd ${quoted(folder)} 2>/dev/null && compgen -f -X '!*.joinscope' -- "$1") ;; esac
}
_joinscope_program() {
  local place=2
  while [ "$place" -lt "$COMP_CWORD" ]; do
    case \${COMP_WORDS[place]} in
      --) place=$((place + 1)); break ;;
      ${valued.join('|')}) place=$((place + 2)); [ "\${COMP_WORDS[place - 1]}" = = ] && place=$((place + 1)) ;;
      -*) place=$((place + 1)) ;;
      *) break ;;
    esac
  done
  if [ "$place" -ge "$COMP_CWORD" ]; then
    case \${COMP_WORDS[COMP_CWORD]} in -*) [ "\${COMP_WORDS[COMP_CWORD - 1]}" = -- ] || return 1 ;; esac
    _joinscope_offer compgen -c -- "\${COMP_WORDS[COMP_CWORD]}"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$place"
  else
    _joinscope_offer compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"
  fi
}
`;
}

function valueCases({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ long, completed }) =>
    completed === undefined ? [] : caseOf(`"${name} ${long}"`, completed, '; return'),
  );
}

function caseOf(pattern: string, completed: Completed, after = ''): readonly string[] {
  if (completed.kind === 'program') return [];
  return [`    ${pattern}) ${offerOf(completed)}${after} ;;`];
}

function offerOf(completed: Completed): string {
  switch (completed.kind) {
    case 'words':
      return `_joinscope_offer _joinscope_words "$word" ${completed.words.join(' ')}`;
    case 'recordings':
      return '_joinscope_offer _joinscope_recordings "$word"';
    case 'files':
      return '_joinscope_offer compgen -f -- "$word"';
    case 'folders':
      return '_joinscope_offer compgen -d -- "$word"';
    default:
      return ':';
  }
}
