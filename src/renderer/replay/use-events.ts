import { useEffect, useState } from 'react';
import { Replay } from '../../shared/replay/replay';
import { type Stretch, unpackBatch } from '../../shared/recording';
import type { Milliseconds, RunId } from '../../shared/units';
import { useStores } from '../store/stores-context';

/** Wheel and drag change the view many times a second: what is wanted is asked for when they rest. */
const REST: Milliseconds = 150;

interface Loaded {
  readonly replay: Replay;
  /** What it holds in full; `undefined`: all that main holds. */
  readonly stretch: Stretch | undefined;
}

/**
 * The run's events, asked for when they are needed first: most runs are never looked back
 * at, and a page holds no event twice.
 *
 * @param stretch is wanted in full, of a run too long to be held. What was loaded before is given
 *   until it is there.
 */
export function useEvents(runId: RunId, isNeeded: boolean, stretch: Stretch | undefined): Loaded | undefined {
  const { bridge } = useStores();
  const [loaded, setLoaded] = useState<Loaded>();
  // What was needed once stays: one who went to the end comes back.
  const [asked, ask] = useState<{ readonly stretch: Stretch | undefined }>();
  if (isNeeded && (asked === undefined || !isSame(asked.stretch, stretch))) ask({ stretch });
  useEffect(() => {
    if (asked === undefined) return undefined;
    const wanted = asked.stretch;
    const held = new Replay();
    let isGone = false;
    let isAsked = false;
    const fetch = async (): Promise<void> => {
      if (isAsked) return;
      isAsked = true;
      const whole = await bridge.call.readEvents(runId, wanted ?? null);
      isAsked = false;
      if (isGone || !whole.ok) return;
      held.add(unpackBatch(whole.value));
      setLoaded({ replay: held, stretch: wanted });
    };
    // Batches before the answer are in it. One that overtook the answer leaves a gap: it is asked for again.
    // A stretch is over: nothing new belongs to it.
    const forget =
      wanted === undefined
        ? bridge.on.runBatch((packed) => {
            const batch = unpackBatch(packed);
            if (batch.runId === runId && batch.events.length > 0 && !held.add(batch)) void fetch();
          })
        : () => undefined;
    const timer = setTimeout(() => void fetch(), wanted === undefined ? 0 : REST);
    return () => {
      isGone = true;
      clearTimeout(timer);
      forget();
    };
  }, [bridge, runId, asked]);
  return loaded;
}

/** They are computed anew for each picture. */
export function isSame(one: Stretch | undefined, other: Stretch | undefined): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}
