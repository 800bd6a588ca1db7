/**
 * The grammar of the command line. What each command takes is in `command-shapes.ts`, what it does
 * in `commands/`; what `run` does not need is loaded only for the command that does.
 */
import { Command, CommanderError, type HelpConfiguration } from 'commander';
import { CliError } from './cli-error';
import type { CommandContext } from './command-context';
import {
  addAttach,
  addCommand,
  addCompare,
  addCompletion,
  addDemo,
  addExplain,
  addLesson,
  addOpen,
  addReport,
  addRun,
  addSweep,
  type Say,
} from './command-shapes';
import type { AttachOptions } from './commands/attach-program';
import type { CompareOptions } from './commands/compare-runs';
import type { ExplainOptions } from './commands/explain-recording';
import { openWindow } from './commands/open-window';
import type { DemoCommandOptions } from './commands/run-demo';
import type { LessonOptions } from './commands/run-lesson';
import { runProgram } from './commands/run-program';
import type { SweepOptions } from './commands/sweep-workers';
import type { ReportOptions } from './commands/write-report';
import type { Grammar } from './manual/grammar';
import { standardOutput } from './standard-streams';

/**
 * Reads the arguments and carries out their command.
 *
 * @returns what to exit with.
 * @throws {CliError} for arguments that make no sense, and for what the command cannot do.
 */
export async function readCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  const [first, second] = args;
  // `help` and `help COMMAND`, as in other programs.
  if (first === 'help') return readCommandLine([...(second === undefined ? [] : [second]), '--help'], context);
  refuseUnknownCommand(first);
  try {
    return await carryOut(args, context, undefined);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0)
      throw refusalOf(error, COMMANDS.has(first ?? '') ? `joinscope ${first ?? ''}` : 'joinscope');
    // Help or version: read again, this time with the texts, which nothing else needs.
    const { say } = await context.texts();
    return carryOut(args, context, say).catch(() => 0);
  }
}

/** @param say `undefined` reads silently: what is printed by commander itself is dropped. */
async function carryOut(args: readonly string[], context: CommandContext, say: Say | undefined): Promise<number> {
  let code = 0;
  const program = fullProgram(context, say, async (work) => {
    code = await work;
  });
  await program.parseAsync(args, { from: 'user' });
  return code;
}

/** All commands. @param finish is given the work of the one that was asked for. */
function fullProgram(
  context: CommandContext,
  say: Say | undefined,
  finish: (work: Promise<number>) => Promise<void>,
): Command {
  const program = newProgram(context.version, say);
  const words = say ?? ((key: string) => key);
  addRun(program, words, (argv, options) => finish(runProgram(argv, options, context)));
  addDemo(program, words, (name, options) => finish(demo(name, options, context)));
  addLesson(program, words, (name, options) => finish(lesson(name, options, context)));
  addAttach(program, words, (pid, options) => finish(attach(pid, options, context)));
  addReport(program, words, (file, options) => finish(report(file, options, context)));
  addExplain(program, words, (file, options) => finish(explain(file, options, context)));
  addCompare(program, words, (files, options) => finish(compare(files, options, context)));
  addSweep(program, words, (argv, options) => finish(sweep(argv, options, context)));
  addOpen(program, words, (file) => finish(openWindow(file, context)));
  addCompletion(program, words, (shell) => finish(completion(shell, context)));
  addCommand(program, 'manual', words).action(() => finish(manual(context)));
  program.action(() => finish(openWindow(undefined, context)));
  return program;
}

/** Read again with the texts: grammar and words are one source. */
async function grammar(context: CommandContext): Promise<Grammar> {
  const { say } = await context.texts();
  const { grammarOf } = await import('./manual/grammar');
  return grammarOf(
    fullProgram(context, say, () => Promise.resolve()),
    (name) => say(`help.example.${name}`),
  );
}

async function completion(shell: string, context: CommandContext): Promise<number> {
  return (await import('./commands/print-manual')).printCompletion(shell, await grammar(context));
}

async function manual(context: CommandContext): Promise<number> {
  const { say } = await context.texts();
  const notes = ['exitCodes', 'environment', 'files'].map(
    (key) => [say(`manual.${key}`), say(`manual.${key}Text`)] as const,
  );
  const { printManual } = await import('./commands/print-manual');
  return printManual(await grammar(context), { version: context.version, notes });
}

async function demo(name: string | undefined, options: DemoCommandOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/run-demo')).runDemo(name, options, context);
}

async function lesson(name: string | undefined, options: LessonOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/run-lesson')).runLesson(name, options, context);
}

async function attach(pid: number, options: AttachOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/attach-program')).attachProgram(pid, options, context);
}

async function report(file: string, options: ReportOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/write-report')).writeReport(file, options, context);
}

async function compare(files: readonly string[], options: CompareOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/compare-runs')).compareRecordings(files, options, context);
}

async function explain(file: string, options: ExplainOptions, context: CommandContext): Promise<number> {
  return (await import('./commands/explain-recording')).explainRecording(file, options, context);
}

async function sweep(
  argv: readonly string[],
  { workers, ...options }: Partial<Pick<SweepOptions, 'workers'>> & Omit<SweepOptions, 'workers'>,
  context: CommandContext,
): Promise<number> {
  if (workers === undefined) throw new CliError('noWorkers');
  return (await import('./commands/sweep-workers')).sweepWorkers(argv, { workers, ...options }, context);
}

function newProgram(version: string, given: Say | undefined): Command {
  const say = given ?? ((key: string) => key);
  const title = (text: string) => say(`help.title.${text.replace(':', '').toLowerCase()}`);
  const help: HelpConfiguration = { styleTitle: title, showGlobalOptions: false };
  const silent = () => undefined;
  return new Command('joinscope')
    .description(say('help.about'))
    .usage(say('help.usage'))
    .version(version, '-V, --version', say('help.version'))
    .helpOption('-h, --help', say('help.help'))
    .helpCommand(false)
    .configureHelp(help)
    .configureOutput({
      writeErr: silent,
      writeOut: given === undefined ? silent : (text) => void standardOutput().write(text),
    })
    .enablePositionalOptions()
    .allowExcessArguments(false)
    .exitOverride();
}

/** Commander would take it for an argument of the command that opens the window. */
function refuseUnknownCommand(found: string | undefined): void {
  if (found === undefined || found.startsWith('-') || COMMANDS.has(found)) return;
  throw new CliError('unknownCommand', { found });
}

const COMMANDS: ReadonlySet<string> = new Set([
  'run',
  'attach',
  'demo',
  'lesson',
  'report',
  'explain',
  'compare',
  'sweep',
  'open',
  'completion',
  'manual',
]);

/** What commander refuses, in our words; the offending argument stands in its message in quotes. */
function refusalOf({ code, message }: CommanderError, command: string): CliError {
  const found = /'([^']*)'/.exec(message)?.[1] ?? '';
  switch (code) {
    case 'commander.unknownOption':
      return new CliError('unknownOption', { found, command });
    case 'commander.optionMissingArgument':
      return new CliError('missingValue', { found });
    case 'commander.missingArgument':
      return new CliError('missingArgument', { found: `<${found}>`, command });
    case 'commander.excessArguments':
      return new CliError('excessArguments', { command });
    default:
      return new CliError('unexpected', { reason: message });
  }
}
