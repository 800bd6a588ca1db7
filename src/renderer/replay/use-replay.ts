import { useCallback, useEffect, useMemo, useState } from 'react';
import type { RunModel } from '../../shared/model/run-model';
import { type MomentKind, momentsOf, stepFrom } from '../../shared/replay/moments';
import { Replay } from '../../shared/replay/replay';
import { unpackBatch } from '../../shared/recording';
import type { Milliseconds, RunId } from '../../shared/units';
import type { OpenRun } from '../store/run-store';
import { useStores } from '../store/stores-context';
import type { ReplayControls, Speed } from './replay-controls';

/** Time between two pictures while it plays: as often as a live run is drawn. */
const FRAME: Milliseconds = 100;

interface Position {
  /** `undefined`: at the end. */
  readonly at: Milliseconds | undefined;
  readonly isPlaying: boolean;
}

interface Replaying {
  /** The run as it was at the moment that is shown; the run itself at its end. */
  readonly model: RunModel;
  /** Changes whenever the model did. */
  readonly revision: number;
  readonly controls: ReplayControls;
}

/** A run with a time machine: at the end of time it is the run itself, else its replay. */
export function useReplay(run: OpenRun): Replaying {
  const [position, setPosition] = useState<Position>({ at: undefined, isPlaying: false });
  const [speed, setSpeed] = useState<Speed>(1);
  const [kind, setKind] = useState<MomentKind>('exit');
  const replay = useEvents(run.runId, position.at !== undefined);
  const { at } = position;
  const whole = run.model;
  usePlaying(position, { speed, whole, setPosition });
  const shown = useSought(replay, at, run);
  const go = useCallback(
    (t: Milliseconds, isPlaying: boolean) => setPosition(t >= whole.now ? atEnd : { at: Math.max(0, t), isPlaying }),
    [whole],
  );
  const controls: ReplayControls = useMemo(
    () => ({
      at,
      isPlaying: position.isPlaying,
      speed,
      kind,
      setSpeed,
      setKind,
      seek: (t) => go(t, position.isPlaying),
      toggle: () => {
        if (position.isPlaying) setPosition({ at, isPlaying: false });
        else setPosition({ at: at ?? 0, isPlaying: true });
      },
      step: (by, which = kind) => {
        const next = stepFrom(momentsOf(whole, which), at ?? whole.now, by);
        if (next !== undefined) setPosition({ at: next, isPlaying: false });
      },
      goToEnd: () => setPosition(atEnd),
    }),
    [at, position, speed, kind, go, whole],
  );
  return { ...shown, controls };
}

const atEnd: Position = { at: undefined, isPlaying: false };

/**
 * The run's events, asked for when they are needed first: most runs are never looked back
 * at, and a page holds no event twice.
 */
function useEvents(runId: RunId, isNeeded: boolean): Replay | undefined {
  const { bridge } = useStores();
  const [replay, setReplay] = useState<Replay>();
  const [isWanted, setWanted] = useState(false);
  if (isNeeded && !isWanted) setWanted(true);
  useEffect(() => {
    if (!isWanted) return undefined;
    const held = new Replay();
    let isGone = false;
    let isAsked = false;
    const fetch = async (): Promise<void> => {
      if (isAsked) return;
      isAsked = true;
      const whole = await bridge.call.readEvents(runId);
      isAsked = false;
      if (isGone || !whole.ok) return;
      held.add(unpackBatch(whole.value));
      setReplay(held);
    };
    // Batches before the answer are in it. One that overtook the answer leaves a gap: it is asked for again.
    const forget = bridge.on.runBatch((packed) => {
      const batch = unpackBatch(packed);
      if (batch.runId === runId && batch.events.length > 0 && !held.add(batch)) void fetch();
    });
    void fetch();
    return () => {
      isGone = true;
      forget();
    };
  }, [bridge, runId, isWanted]);
  return replay;
}

/** The model to show, brought to the moment. Until the events are there the run itself is shown. */
function useSought(replay: Replay | undefined, at: Milliseconds | undefined, run: OpenRun) {
  return useMemo(() => {
    if (replay === undefined || at === undefined) return { model: run.model, revision: run.revision };
    replay.seek(at);
    // Between two events only time moves: the moment tells one picture from the next.
    return { model: replay.model, revision: at };
    // The run changes in place; its revision says when.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [replay, at, at === undefined ? run.revision : 0, run.model]);
}

interface PlayingParts {
  readonly speed: Speed;
  /** Changes in place: its newest moment is where playing ends. */
  readonly whole: RunModel;
  readonly setPosition: (next: (before: Position) => Position) => void;
}

function usePlaying({ isPlaying }: Position, { speed, whole, setPosition }: PlayingParts): void {
  useEffect(() => {
    if (!isPlaying) return undefined;
    let before = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      const passed = (now - before) * speed;
      before = now;
      setPosition((position) => {
        if (position.at === undefined || !position.isPlaying) return position;
        const at = position.at + passed;
        return at >= whole.now ? atEnd : { at, isPlaying: true };
      });
    }, FRAME);
    return () => clearInterval(timer);
  }, [isPlaying, speed, whole, setPosition]);
}
