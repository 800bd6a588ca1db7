/**
 * The grammar of the command line. What each command does is in `commands/`; what `run` does
 * not need is loaded only for the command that does.
 */
import { Command, CommanderError, type HelpConfiguration } from 'commander';
import { CliError } from './cli-error';
import type { CommandContext } from './command-context';
import type { AttachOptions } from './commands/attach-program';
import type { CompareOptions } from './commands/compare-runs';
import type { ExplainOptions } from './commands/explain-recording';
import { openWindow } from './commands/open-window';
import type { DemoCommandOptions } from './commands/run-demo';
import type { LessonOptions } from './commands/run-lesson';
import { type RunCommandOptions, runProgram } from './commands/run-program';
import type { SweepOptions } from './commands/sweep-workers';
import type { ReportOptions } from './commands/write-report';
import type { Grammar } from './manual/grammar';
import {
  parseHertz,
  parsePid,
  parseRepeat,
  parseScale,
  parseTimeout,
  parseWorkers,
  parseWorkersList,
} from './parse-options';
import type { Texts } from './text/texts';

/** Puts the key of a text into words. */
type Say = Texts['say'];

/**
 * Reads the arguments and carries out their command.
 *
 * @returns what to exit with.
 * @throws {CliError} for arguments that make no sense, and for what the command cannot do.
 */
export async function readCommandLine(args: readonly string[], context: CommandContext): Promise<number> {
  refuseUnknownCommand(args[0]);
  try {
    return await carryOut(args, context, undefined);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw refusalOf(error);
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
  const notes = ['exitCodes', 'environment'].map((key) => [say(`manual.${key}`), say(`manual.${key}Text`)] as const);
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
    .configureOutput({ writeErr: silent, ...(given === undefined && { writeOut: silent }) })
    .enablePositionalOptions()
    .allowExcessArguments(false)
    .exitOverride();
}

/** A command with the settings of the program; `help.NAME` is its description. */
function addCommand(program: Command, usage: string, say: Say): Command {
  const command = program.command(usage);
  const name = command.name();
  return command
    .description(say(`help.${name}`))
    .helpOption('-h, --help', say('help.help'))
    .addHelpText('after', () => `\n${say('help.title.example')}\n  ${say(`help.example.${name}`)}`);
}

function addRun(
  program: Command,
  say: Say,
  act: (argv: readonly string[], options: RunCommandOptions) => Promise<void>,
): void {
  addCommand(program, 'run', say)
    .usage(say('help.runUsage'))
    .argument('[command...]', say('help.command'))
    .option('--record <file>', say('help.record'))
    .option('--no-record', say('help.noRecord'))
    .option('--summary <file>', say('help.summary'))
    .option('--timeout <seconds>', say('help.timeout'), parseTimeout)
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--no-probes', say('help.noProbes'))
    .option('--pipes', say('help.pipes'))
    .option('--quiet', say('help.quiet'))
    // What stands behind the command's name is the command's, options too.
    .passThroughOptions()
    .action(act);
}

function addAttach(program: Command, say: Say, act: (pid: number, options: AttachOptions) => Promise<void>): void {
  addCommand(program, 'attach', say)
    .argument('<pid>', say('help.pid'), parsePid)
    .option('--record <file>', say('help.record'))
    .option('--no-record', say('help.noRecord'))
    .option('--summary <file>', say('help.summary'))
    .option('--timeout <seconds>', say('help.watchTimeout'), parseTimeout)
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--quiet', say('help.quiet'))
    .action(act);
}

function addDemo(
  program: Command,
  say: Say,
  act: (name: string | undefined, options: DemoCommandOptions) => Promise<void>,
): void {
  addCommand(program, 'demo', say)
    .argument('[name]', say('help.demoName'))
    .option('--list', say('help.list'))
    .option('--workers <number>', say('help.workers'), parseWorkers)
    .option('--scale <number>', say('help.scale'), parseScale)
    .option('--record <file>', say('help.record'))
    .option('--no-record', say('help.noRecord'))
    .option('--summary <file>', say('help.summary'))
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--quiet', say('help.quiet'))
    .action(act);
}

function addLesson(
  program: Command,
  say: Say,
  act: (name: string | undefined, options: LessonOptions) => Promise<void>,
): void {
  addCommand(program, 'lesson', say)
    .argument('[name]', say('help.lessonName'))
    .option('--language <name>', say('help.lessonLanguage'))
    .option('--set <values...>', say('help.lessonSet'))
    .option('--no-run', say('help.lessonNoRun'))
    .action(act);
}

function addReport(program: Command, say: Say, act: (file: string, options: ReportOptions) => Promise<void>): void {
  addCommand(program, 'report', say)
    .argument('<file>', say('help.recording'))
    .option('--html <out>', say('help.html'))
    .option('--json <out>', say('help.json'))
    .option('--csv <folder>', say('help.csv'))
    .option('--trace <out>', say('help.trace'))
    .action(act);
}

function addExplain(program: Command, say: Say, act: (file: string, options: ExplainOptions) => Promise<void>): void {
  addCommand(program, 'explain', say)
    .argument('<file>', say('help.recording'))
    .option('--pid <number>', say('help.explainPid'), parsePid)
    .option('--markdown', say('help.markdown'))
    .action(act);
}

function addCompare(
  program: Command,
  say: Say,
  act: (files: readonly string[], options: CompareOptions) => Promise<void>,
): void {
  addCommand(program, 'compare', say)
    .argument('<files...>', say('help.recordings'))
    .option('--workers <numbers>', say('help.workersOf'), parseWorkersList)
    .option('--html <out>', say('help.comparisonHtml'))
    .option('--json <out>', say('help.comparisonJson'))
    .action(act);
}

function addSweep(
  program: Command,
  say: Say,
  act: (argv: readonly string[], options: SweepOptions) => Promise<void>,
): void {
  addCommand(program, 'sweep', say)
    .usage(say('help.sweepUsage'))
    .argument('[command...]', say('help.command'))
    .option('--workers <numbers>', say('help.sweepWorkers'), parseWorkersList)
    .option('--repeat <number>', say('help.repeat'), parseRepeat, 1)
    .option('--html <out>', say('help.comparisonHtml'))
    .option('--json <out>', say('help.comparisonJson'))
    .option('--no-record', say('help.noRecord'))
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--no-probes', say('help.noProbes'))
    .passThroughOptions()
    .action(act);
}

function addOpen(program: Command, say: Say, act: (file: string) => Promise<void>): void {
  addCommand(program, 'open', say).argument('<file>', say('help.recording')).action(act);
}

function addCompletion(program: Command, say: Say, act: (shell: string) => Promise<void>): void {
  addCommand(program, 'completion', say).argument('<shell>', say('help.shell')).action(act);
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
