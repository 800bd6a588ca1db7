import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Milliseconds } from '../../shared/units';
import { RunContext, type RunFrame, useRunFrame } from './run-context';
import { type Turn, Turns } from './turns';

/** Least time between two drawings of a pane while a run is live: samples come twice a second. */
export const REST: Milliseconds = 500;

const turns = new Turns({
  clock: () => performance.now(),
  schedule: (act, delay) => {
    const timer = setTimeout(act, delay);
    return () => clearTimeout(timer);
  },
});

interface InTurnProps {
  /** Least time between two drawings of what only time changed. */
  readonly rest?: Milliseconds;
  /** It draws a stretch of time: of a long run, what was read in full for it. */
  readonly isPicture?: boolean;
  readonly children: ReactNode;
}

/**
 * What is within sees a frame that is a little old, and is drawn again when it is its turn. What a
 * person asked for, another stretch of time or another moment, shows at once.
 */
export function InTurn({ rest = REST, isPicture = false, children }: InTurnProps) {
  const frame = useTurn(rest);
  const pictured = useMemo(() => frame.pictured && { ...frame, snapshot: frame.pictured }, [frame]);
  return <RunContext value={(isPicture ? pictured : undefined) ?? frame}>{children}</RunContext>;
}

function useTurn(rest: Milliseconds): RunFrame {
  const newest = useRunFrame();
  const [shown, setShown] = useState(newest);
  const [turn] = useState<Turn>(() => turns.enter());
  const isPlaying = newest.replay?.isPlaying === true;
  const isOther = shown !== newest && isOtherPicture(newest, shown, isPlaying);
  if (isOther) setShown(newest);
  // Of a run that is over what comes late comes soon: nothing follows that could be waited for.
  const wait = isPlaying || !newest.whole.isLive ? 0 : rest;
  useEffect(() => {
    if (newest === shown) return undefined;
    return turns.ask(turn, wait, () => flushSync(() => setShown(newest)));
  }, [newest, shown, turn, wait]);
  return isOther ? newest : shown;
}

function isOtherPicture(newest: RunFrame, shown: RunFrame, isPlaying: boolean): boolean {
  if (newest.view !== shown.view || newest.store !== shown.store) return true;
  // A run that ended is drawn as it ended, all of it together.
  if (newest.whole.isLive !== shown.whole.isLive) return true;
  const isOtherMoment = newest.snapshot.model !== shown.snapshot.model || newest.replay?.at !== shown.replay?.at;
  return isOtherMoment && !(isPlaying && newest.snapshot.model === shown.snapshot.model);
}
