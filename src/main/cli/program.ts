/**
 * The grammar of the command line. What each command does is in `commands/`; what `run` does
 * not need is loaded only for the command that does.
 */
import { Command, CommanderError, type HelpConfiguration } from 'commander';
import { CliError } from './cli-error';
import type { CommandContext } from './command-context';
import { openWindow } from './commands/open-window';
import type { DemoCommandOptions } from './commands/run-demo';
import { type RunCommandOptions, runProgram } from './commands/run-program';
import type { ReportOptions } from './commands/write-report';
import { parseHertz, parseTimeout, parseWorkers } from './parse-options';
import type { Texts } from './text/texts';

/**
 * Reads the arguments and carries out their command.
 *
 * @returns what to exit with.
 * @throws {CliError} for arguments that make no sense, and for what the command cannot do.
 */
export async function readCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  let code = 0;
  const finish = async (work: Promise<number>): Promise<void> => {
    code = await work;
  };
  const program = newProgram(context);
  addRun(program, context.texts, (argv, options) => finish(runProgram(argv, options, context)));
  addDemo(program, context.texts, (name, options) => finish(demo(name, options, context)));
  addReport(program, context.texts, (file, options) => finish(report(file, options, context)));
  addOpen(program, context.texts, (file) => finish(openWindow(file, context)));
  program.action(() => finish(openWindow(undefined, context)));
  refuseUnknownCommand(program, args[0]);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Help and version were asked for and have been printed.
    if (error.exitCode === 0) return 0;
    throw refusalOf(error);
  }
  return code;
}

async function demo(name: string | undefined, options: DemoCommandOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/run-demo')).runDemo(name, options, context);
}

async function report(file: string, options: ReportOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/write-report')).writeReport(file, options, context);
}

function newProgram({ texts, version }: CommandContext): Command {
  const { say } = texts;
  const title = (text: string) => say(`help.title.${text.replace(':', '').toLowerCase()}`);
  const help: HelpConfiguration = { styleTitle: title, showGlobalOptions: false };
  return new Command('joinscope')
    .description(say('help.about'))
    .usage(say('help.usage'))
    .version(version, '-V, --version', say('help.version'))
    .helpOption('-h, --help', say('help.help'))
    .helpCommand(false)
    .configureHelp(help)
    .configureOutput({ writeErr: () => undefined })
    .enablePositionalOptions()
    .allowExcessArguments(false)
    .exitOverride();
}

/** A command with the settings of the program; `help.NAME` is its description. */
function addCommand(program: Command, usage: string, { say }: Texts): Command {
  const command = program.command(usage);
  return command.description(say(`help.${command.name()}`)).helpOption('-h, --help', say('help.help'));
}

function addRun(
  program: Command,
  texts: Texts,
  act: (argv: readonly string[], options: RunCommandOptions) => Promise<void>,
): void {
  const { say } = texts;
  addCommand(program, 'run', texts)
    .usage(say('help.runUsage'))
    .argument('[command...]', say('help.command'))
    .option('--record <file>', say('help.record'))
    .option('--no-record', say('help.noRecord'))
    .option('--summary <file>', say('help.summary'))
    .option('--timeout <seconds>', say('help.timeout'), parseTimeout)
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--no-probes', say('help.noProbes'))
    .option('--quiet', say('help.quiet'))
    // What stands behind the command's name is the command's, options too.
    .passThroughOptions()
    .action(act);
}

function addDemo(
  program: Command,
  texts: Texts,
  act: (name: string | undefined, options: DemoCommandOptions) => Promise<void>,
): void {
  const { say } = texts;
  addCommand(program, 'demo', texts)
    .argument('[name]', say('help.demoName'))
    .option('--list', say('help.list'))
    .option('--workers <number>', say('help.workers'), parseWorkers)
    .option('--record <file>', say('help.record'))
    .option('--no-record', say('help.noRecord'))
    .option('--summary <file>', say('help.summary'))
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--quiet', say('help.quiet'))
    .action(act);
}

function addReport(program: Command, texts: Texts, act: (file: string, options: ReportOptions) => Promise<void>): void {
  addCommand(program, 'report', texts)
    .argument('<file>', texts.say('help.recording'))
    .option('--json <out>', texts.say('help.json'))
    .action(act);
}

function addOpen(program: Command, texts: Texts, act: (file: string) => Promise<void>): void {
  addCommand(program, 'open', texts).argument('<file>', texts.say('help.recording')).action(act);
}

/** Commander would take it for an argument of the command that opens the window. */
function refuseUnknownCommand(program: Command, found: string | undefined): void {
  if (found === undefined || found.startsWith('-')) return;
  if (program.commands.every((command) => command.name() !== found)) throw new CliError('unknownCommand', { found });
}

/** What commander refuses, in our words; the offending argument stands in its message in quotes. */
function refusalOf({ code, message }: CommanderError): CliError {
  const found = /'([^']*)'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.unknownOption':
      return new CliError('unknownOption', { found });
    case 'commander.optionMissingArgument':
      return new CliError('missingValue', { found });
    case 'commander.missingArgument':
      return new CliError('missingArgument', { found });
    case 'commander.excessArguments':
      return new CliError('excessArguments');
    default:
      return new CliError('unexpected', { reason: message });
  }
}
