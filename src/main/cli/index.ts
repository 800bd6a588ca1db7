/**
 * The command line's entry: runs on import, with `process.argv`.
 *
 * Every millisecond before the command starts is added to its time. So the companion is
 * forked first, and while it starts, this process loads all the rest.
 */
import { type CompanionPort, forkCompanion, type OutputMode } from '../runs/fork-companion';
import { companionModeFor } from './companion-mode';

const args = process.argv.slice(2);
const mode = companionModeFor(args);
let early: CompanionPort | undefined = mode === undefined ? undefined : forkCompanion(mode);

/** The one that was started ahead, once, if it is of the kind that is asked for. */
function fork(output: OutputMode): CompanionPort {
  const found = output === mode ? early : undefined;
  if (found !== undefined) early = undefined;
  return found ?? forkCompanion(output);
}

const { main } = await import('./main');
process.exitCode = await main(args, fork);
// Left over when the command was refused.
early?.kill();
