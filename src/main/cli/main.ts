import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../entry-file';
import { reasonOf } from '../../shared/outcome';
import { RecordingError } from '../record/recording-error';
import { createRunService } from '../runs/create-run-service';
import type { ForkCompanion } from '../runs/fork-companion';
import { CliError, exitCodes } from './cli-error';
import type { CommandContext } from './command-context';
import { readCommandLine } from './program';
import { settleStandardOutput, standardError } from './standard-streams';
import type { Texts } from './text/texts';

/**
 * Does what the arguments ask for.
 *
 * @param args without the runtime and the script.
 * @returns what to exit with; never rejects.
 */
export async function main(args: readonly string[], fork: ForkCompanion): Promise<number> {
  let loaded: Promise<Texts> | undefined;
  const texts = () => (loaded ??= loadTexts());
  try {
    const code = await readCommandLine(args, contextOf(texts, fork));
    await settleStandardOutput();
    return code;
  } catch (error) {
    const words = wordsFor(error, await texts());
    standardError().write(`joinscope: ${words}\n`);
    return error instanceof CliError ? error.exitCode : exitCodes.ownFailure;
  }
}

async function loadTexts(): Promise<Texts> {
  const { languageFrom, textsOf } = await import('./text/texts');
  return textsOf(languageFrom(process.env));
}

function contextOf(texts: CommandContext['texts'], fork: ForkCompanion): CommandContext {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return { texts, version, service: createRunService({ version, fork }) };
}

/** One line: what was expected and what was found. */
function wordsFor(error: unknown, { say }: Texts): string {
  if (error instanceof CliError) return say(`error.${error.key}`, error.values);
  if (error instanceof RecordingError) {
    return say(`error.recording.${error.fault}`, { ...reasonOf(error), path: error.path });
  }
  return say('error.unexpected', { reason: error instanceof Error ? error.message : String(error) });
}
