/** zshcompsys(1): _arguments. Works read by `source` and as a file `_joinscope` on the fpath. */
import type { Completed, CompletedCommand } from './completed';
import { quoted } from './shell-text';

export function completeInZsh(commands: readonly CompletedCommand[], folder: string): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  return `#compdef joinscope
# zsh completion for joinscope: source <(joinscope completion zsh)
_joinscope_recordings() {
  local -a kept=(${quoted(folder)}/*.joinscope(N:t))
  _alternative 'recordings:recording:_files -g "*.joinscope(|.part|.gz)"' 'kept:recording in the folder of recordings:compadd -a kept'
}
_joinscope() {
  local -a joinscope_commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command joinscope_commands
    _arguments '--help' '--version'
    return
  fi
  local command=\${words[2]} curcontext=$curcontext context state state_descr line
  typeset -A opt_args
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(caseOf).join('\n')}
    help) _describe command joinscope_commands ;;
  esac
  if [[ $state == program ]]; then
    if [[ \${words[1]} == -- ]]; then shift words; (( CURRENT-- )); fi
    _normal
  fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
if [[ \${funcstack[1]} == _joinscope ]]; then _joinscope "$@"; else compdef _joinscope joinscope; fi
`;
}

function caseOf({ name, options, argument }: CompletedCommand): string {
  const specs = [
    ...options.map(({ long, description, completed }) => {
      const text = description.replaceAll(/[[\]:]/g, ' ');
      return quoted(completed === undefined ? `${long}[${text}]` : `${long}=[${text}]:value:${actionOf(completed)}`);
    }),
    quoted('--help'),
    ...argumentSpecs(argument),
  ];
  return `    ${name})\n      _arguments -S \\\n${specs.map((spec) => `        ${spec}`).join(' \\\n')}\n      ;;`;
}

function argumentSpecs(argument: Completed): readonly string[] {
  switch (argument.kind) {
    case 'program':
      return [quoted('*::argument:->program')];
    case 'nothing':
      return [];
    case 'words':
      return [quoted(`1:name:${actionOf(argument)}`)];
    default:
      return [quoted(`*:recording:${actionOf(argument)}`)];
  }
}

function actionOf(completed: Completed): string {
  switch (completed.kind) {
    case 'words':
      return `(${completed.words.join(' ')})`;
    case 'recordings':
      return '_joinscope_recordings';
    case 'files':
      return '_files';
    case 'folders':
      return '_files -/';
    default:
      return ' ';
  }
}
