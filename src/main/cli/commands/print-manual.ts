import { demoNames } from '../../../shared/demos';
import { programLanguages } from '../../../shared/lesson/lesson';
import { LessonDesk } from '../../lessons/lesson-desk';
import { CliError } from '../cli-error';
import { completionFor, shells } from '../manual/completion';
import type { Grammar } from '../manual/grammar';
import { manPage, type ManualFacts } from '../manual/man-page';
import { keptFolder } from '../recording-path';
import { standardOutput } from '../standard-streams';

/** `joinscope completion`: what a shell reads to complete our command line. */
export async function printCompletion(given: string, grammar: Grammar): Promise<number> {
  const shell = shells.find((one) => one === given);
  if (shell === undefined) throw new CliError('unknownShell', { found: given, names: shells.join(', ') });
  const { lessons } = await new LessonDesk().library.list();
  const known = {
    demo: demoNames,
    lesson: lessons.map(({ id }) => id),
    'lesson --language': programLanguages,
    completion: shells,
  };
  standardOutput().write(completionFor(shell, grammar, { known, folder: keptFolder() }));
  return 0;
}

/** `joinscope manual`: the manual page, for `man -l -` or a package. */
export function printManual(grammar: Grammar, facts: ManualFacts): number {
  standardOutput().write(manPage(grammar, facts));
  return 0;
}
