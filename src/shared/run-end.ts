import type { RunModel } from './model/run-model';

/**
 * How a run ended, as a key below `cli:report.end`; `undefined` where its exit code says it all.
 *
 * A recording that was cut off ends like a run that lost its watcher, but nobody told of a loss.
 */
export function endKeyOf({ ended, notices }: Pick<RunModel, 'ended' | 'notices'>): string | undefined {
  if (ended === undefined) return 'running';
  if (ended.reason === 'exited') return undefined;
  const isCut = ended.reason === 'companion-lost' && !notices.some(({ id }) => id === 'companion-lost');
  return isCut ? 'cut-off' : ended.reason;
}
