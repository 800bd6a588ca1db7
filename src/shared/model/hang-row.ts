/** What a run knows of one hang: the newest that was told of it, and whether it is over. */
import type { RunEventOf } from '../events';
import type { Milliseconds } from '../units';

export interface HangRow {
  /** When it was first told. */
  readonly foundMs: Milliseconds;
  /** As it was told last. */
  told: RunEventOf<'hang'>;
  /** Left out while it lasts. */
  endedMs: Milliseconds | undefined;
}

/** Adds a hang, improves it, or notes its end. */
export function applyHang(hangs: HangRow[], event: RunEventOf<'hang' | 'hang-ended'>): void {
  const row = hangs.find(({ told }) => told.hang === event.hang);
  if (event.type === 'hang-ended') {
    if (row !== undefined) row.endedMs = event.t;
  } else if (row === undefined) hangs.push({ foundMs: event.t, told: event, endedMs: undefined });
  else row.told = event;
}
