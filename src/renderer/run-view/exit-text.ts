import type { Exit } from '../../shared/picture/exit';
import type { Say } from './words';

/** An end in a few words: `exit 3 · chose its status`, `SIGKILL · out of memory`, `exit 0`. */
export function exitText(exit: Exit, say: Say): string {
  const status = statusText(exit, say);
  const isPlain = exit.cause === undefined || exit.cause === 'ok';
  return isPlain ? status : `${status} · ${say(`cause.${exit.cause}`)}`;
}

/** Its status alone: `exit 3`, `SIGKILL`. */
export function statusText({ status }: Exit, say: Say): string {
  if (status === '?') return say('exit.unseen');
  return status.startsWith('SIG') ? status : say('exit.code', { code: status });
}
