/** What to say where a process may have said more on a stderr that nobody read. */
import type { Statement } from '../../../shared/verdict';
import type { Situation } from '../case-file';
import { say } from '../statement';

type Stderr = Pick<Situation, 'unreadStderr'>;

/** That it was not read, and why. */
export function unreadNote({ unreadStderr }: Stderr): readonly Statement[] {
  if (unreadStderr === undefined) return [];
  return [say(unreadStderr === 'terminal' ? 'seen.stderr-terminal' : 'seen.stderr-attached')];
}

/** How to have it read. */
export function unreadAdvice({ unreadStderr }: Stderr): readonly Statement[] {
  return unreadStderr === 'terminal' ? [say('try.read-stderr')] : [];
}
