import type { OutputMode } from '../runs/fork-companion';

/**
 * Whether these arguments will need a companion, and which: a guess ahead of the real reading
 * of the options. A wrong one costs a process that is ended again, or the time to start one.
 */
export function companionModeFor(args: readonly string[]): OutputMode | undefined {
  const [name, ...rest] = args;
  const own = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest.slice(0, 1);
  if (own.some((option) => ['-h', '--help', '--list'].includes(option))) return undefined;
  if (name === 'run') return rest.length > 0 ? 'tee' : undefined;
  return name === 'demo' ? 'capture' : undefined;
}
