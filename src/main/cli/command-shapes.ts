/** What each command takes: arguments, options, and the words that explain them. */
import type { Command } from 'commander';
import type { AttachOptions } from './commands/attach-program';
import type { CompareOptions } from './commands/compare-runs';
import type { ExplainOptions } from './commands/explain-recording';
import type { DemoCommandOptions } from './commands/run-demo';
import type { LessonOptions } from './commands/run-lesson';
import type { RunCommandOptions } from './commands/run-program';
import type { SweepOptions } from './commands/sweep-workers';
import type { ReportOptions } from './commands/write-report';
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
export type Say = Texts['say'];

/** A command with the settings of the program; `help.NAME` is its description. */
export function addCommand(program: Command, usage: string, say: Say): Command {
  const command = program.command(usage);
  const name = command.name();
  return command
    .description(say(`help.${name}`))
    .helpOption('-h, --help', say('help.help'))
    .addHelpText('after', () => `\n${say('help.title.example')}\n  ${say(`help.example.${name}`)}`);
}

export function addRun(
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
    .option('--pss', say('help.pss'))
    .option('--no-probes', say('help.noProbes'))
    .option('--pipes', say('help.pipes'))
    .option('--read-stderr', say('help.readStderr'))
    .option('--quiet', say('help.quiet'))
    // What stands behind the command's name is the command's, options too.
    .passThroughOptions()
    .action(act);
}

export function addAttach(
  program: Command,
  say: Say,
  act: (pid: number, options: AttachOptions) => Promise<void>,
): void {
  addCommand(program, 'attach', say)
    .argument('<pid>', say('help.pid'), parsePid)
    .option('--record <file>', say('help.record'))
    .option('--no-record', say('help.noRecord'))
    .option('--summary <file>', say('help.summary'))
    .option('--timeout <seconds>', say('help.watchTimeout'), parseTimeout)
    .option('--hz <number>', say('help.hz'), parseHertz)
    .option('--pss', say('help.pss'))
    .option('--quiet', say('help.quiet'))
    .action(act);
}

export function addDemo(
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

export function addLesson(
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

export function addReport(
  program: Command,
  say: Say,
  act: (file: string, options: ReportOptions) => Promise<void>,
): void {
  addCommand(program, 'report', say)
    .argument('<file>', say('help.recording'))
    .option('--html <out>', say('help.html'))
    .option('--json <out>', say('help.json'))
    .option('--csv <folder>', say('help.csv'))
    .option('--trace <out>', say('help.trace'))
    .action(act);
}

export function addExplain(
  program: Command,
  say: Say,
  act: (file: string, options: ExplainOptions) => Promise<void>,
): void {
  addCommand(program, 'explain', say)
    .argument('<file>', say('help.recording'))
    .option('--pid <number>', say('help.explainPid'), parsePid)
    .option('--markdown', say('help.markdown'))
    .action(act);
}

export function addCompare(
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

export function addSweep(
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

export function addOpen(program: Command, say: Say, act: (file: string) => Promise<void>): void {
  addCommand(program, 'open', say).argument('<file>', say('help.recording')).action(act);
}

export function addCompletion(program: Command, say: Say, act: (shell: string) => Promise<void>): void {
  addCommand(program, 'completion', say).argument('<shell>', say('help.shell')).action(act);
}
