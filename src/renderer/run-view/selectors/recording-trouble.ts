/** What went wrong with the recording of a run, as the person must know it. Pure. */
import type { RunEventOf } from '../../../shared/events';
import type { RunModel } from '../../../shared/model/run-model';

export type RecordingTrouble =
  | { readonly kind: 'notice'; readonly notice: RunEventOf<'notice'> }
  /** Lines of the file that are no events, or did not fit. */
  | { readonly kind: 'damaged'; readonly count: number };

/** The newest; `undefined` while all is well. @param isLive it is being recorded. */
export function recordingTroubleOf(model: RunModel, isLive: boolean): RecordingTrouble | undefined {
  const notice = model.notices.findLast(({ id }) => id.startsWith('recording-'));
  if (notice !== undefined) return { kind: 'notice', notice };
  // A damaged file is told at its end.
  const lost = isLive ? undefined : model.listed.entries.slice(-10).find((event) => isDamage(event));
  return lost?.type === 'lost' ? { kind: 'damaged', count: lost.count } : undefined;
}

const isDamage = (event: RunModel['listed']['entries'][number]): boolean =>
  event.type === 'lost' && event.source === 'recording';
