import type { RunEvent } from '../../shared/events';
import type { RunBatch } from '../../shared/recording';

export type Placement =
  /** Begin anew with these. */
  | { readonly kind: 'replace'; readonly events: readonly RunEvent[] }
  /** What is new in the batch; it may overlap with what was there. */
  | { readonly kind: 'append'; readonly events: readonly RunEvent[] }
  /** Something between was missed: ask for the whole. */
  | { readonly kind: 'gap' };

/** @param nextIndex how many events of the run are there already; 0 for a run that is not known. */
export function placeBatch(nextIndex: number, batch: Pick<RunBatch, 'firstIndex' | 'events'>): Placement {
  if (batch.firstIndex === 0) return { kind: 'replace', events: batch.events };
  if (batch.firstIndex > nextIndex) return { kind: 'gap' };
  return { kind: 'append', events: batch.events.slice(nextIndex - batch.firstIndex) };
}
