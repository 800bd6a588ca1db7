import { hasEnded, type ProcessRow } from '../../shared/model/process-row';
import type { Milliseconds } from '../../shared/units';
import type { Run } from '../runs/run';

/** Soon, so that a short run has figures as well, and then each second. */
const FIRST: Milliseconds = 150;
const INTERVAL: Milliseconds = 1000;
/** Processes that are asked about in one go: the kernel walks over the pages of each. */
const AT_ONCE = 20;

/**
 * Has the memory of the living processes measured exactly again and again, of many in turn, where it was asked for.
 *
 * @returns ends it.
 */
export function keepMeasuring(
  run: Pick<Run, 'model' | 'measure'>,
  { pss = false }: { readonly pss?: boolean },
): () => void {
  if (!pss) return () => undefined;
  let last = -1;
  const ask = (): void => {
    const chosen = nextInTurn(run.model.processes, last);
    last = chosen.at(-1)?.index ?? last;
    for (const { pid } of chosen) run.measure(pid);
    timer = setTimeout(ask, chosen.length === 0 ? FIRST : INTERVAL);
  };
  let timer = setTimeout(ask, FIRST);
  return () => clearTimeout(timer);
}

/** Those that live, behind the one that was asked about last, then from the front. */
export function nextInTurn(rows: readonly ProcessRow[], last: number, most = AT_ONCE): readonly ProcessRow[] {
  const living = rows.filter((row) => !hasEnded(row));
  const behind = living.findIndex(({ index }) => index > last);
  const start = Math.max(0, behind);
  return [...living.slice(start), ...living.slice(0, start)].slice(0, most);
}
