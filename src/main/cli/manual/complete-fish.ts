/** fish: complete(1). */
import type { Completed, CompletedCommand } from './completed';
import { namesWith, programCommands, quoted } from './shell-text';

export function completeInFish(commands: readonly CompletedCommand[], folder: string): string {
  const programs = programCommands(commands);
  return `# fish completion for joinscope: joinscope completion fish | source
${helpers(folder, programs.valued)}complete -c joinscope -e
complete -c joinscope -f
complete -c joinscope -n __fish_use_subcommand -l help
complete -c joinscope -n __fish_use_subcommand -l version
${commands.flatMap(commandLines).join('\n')}
complete -c joinscope -n '__joinscope_is ${namesWith(commands, 'recordings').join(' ')}' -k -a '(__joinscope_recordings)'
complete -c joinscope -n '__joinscope_is ${programs.names.join(' ')}' -a '(__joinscope_program)'
complete -c joinscope -n '__joinscope_is help' -a '${commands.map(({ name }) => name).join(' ')}'
`;
}

/** @param valued options that take a value, of the commands that run a program. */
function helpers(folder: string, valued: readonly string[]): string {
  return `function __joinscope_is
    set -l words (commandline -opc)
    set -q words[2]; and contains -- $words[2] $argv
end
function __joinscope_recordings
    __fish_complete_path (commandline -ct) | string match -r '.*(?:/|\\.joinscope(?:\\.part|\\.gz)?)(?:\\t.*)?$'
    for file in ${quoted(folder)}/*.joinscope
        string replace -r '.*/' '' -- $file
    end
end
# How many words stand before the program that is run.
function __joinscope_before_program
    set -l words (commandline -opc)
    set -l place 3
    while test $place -le (count $words)
        switch $words[$place]
            case --
                echo $place
                return 0
            case ${valued.join(' ')}
                set place (math $place + 2)
            case '-*'
                set place (math $place + 1)
            case '*'
                math $place - 1
                return 0
        end
    end
    return 1
end
function __joinscope_program
    set -l words (commandline -opc)
    set -l before (__joinscope_before_program)
    or set before (count $words)
    set -l rest (string escape -- $words[(math $before + 1)..-1])
    test (count $words) -gt $before; or set rest
    set -l word (commandline -ct)
    # An option before the program is ours.
    test -z "$rest"; and string match -q -- '-*' $word; and return
    complete --do-complete=(string join ' ' -- $rest $word)
end
`;
}

function commandLines({ name, description, options, argument }: CompletedCommand): readonly string[] {
  const own = `__joinscope_is ${name}`;
  const where = quoted(argument.kind === 'program' ? `${own}; and not __joinscope_before_program >/dev/null` : own);
  return [
    `complete -c joinscope -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`,
    ...options.map(
      (option) =>
        `complete -c joinscope -n ${where} -l ${option.long.slice(2)}${valueOf(option.completed)} -d ${quoted(option.description)}`,
    ),
    `complete -c joinscope -n ${where} -l help`,
    ...(argument.kind === 'words' ? [`complete -c joinscope -n ${where} -a ${quoted(argument.words.join(' '))}`] : []),
  ];
}

function valueOf(completed: Completed | undefined): string {
  switch (completed?.kind) {
    case undefined:
      return '';
    case 'words':
      return ` -x -a ${quoted(completed.words.join(' '))}`;
    case 'files':
      return ' -r -F';
    case 'folders':
      return ` -x -a '(__fish_complete_directories)'`;
    default:
      return ' -x';
  }
}
