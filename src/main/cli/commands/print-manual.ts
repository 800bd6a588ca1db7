import { CliError } from '../cli-error';
import { completionFor, shells } from '../manual/completion';
import type { Grammar } from '../manual/grammar';
import { manPage, type ManualFacts } from '../manual/man-page';
import { standardOutput } from '../standard-streams';

/** `joinscope completion`: what a shell reads to complete our command line. */
export function printCompletion(given: string, grammar: Grammar): number {
  const shell = shells.find((one) => one === given);
  if (shell === undefined) throw new CliError('unknownShell', { found: given, names: shells.join(', ') });
  standardOutput().write(completionFor(shell, grammar));
  return 0;
}

/** `joinscope manual`: the manual page, for `man -l -` or a package. */
export function printManual(grammar: Grammar, facts: ManualFacts): number {
  standardOutput().write(manPage(grammar, facts));
  return 0;
}
