import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RunModel } from '../../shared/model/run-model';
import { type MomentKind, momentsOf, stepFrom } from '../../shared/replay/moments';
import type { Replay } from '../../shared/replay/replay';
import { stretchToLoad } from '../../shared/replay/stretch-to-load';
import type { Milliseconds } from '../../shared/units';
import { viewStoreOf } from '../run-view/view-store';
import type { OpenRun } from '../store/run-store';
import { isSame, useEvents } from './use-events';
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
  /** Of a long run at its end: the stretch that is looked at, in full, for charts and lanes. */
  readonly detail: RunModel | undefined;
  readonly controls: ReplayControls;
}

/** A run with a time machine: at the end of time it is the run itself, else its replay. */
export function useReplay(run: OpenRun): Replaying {
  const [position, setPosition] = useState<Position>({ at: undefined, isPlaying: false });
  const [speed, setSpeed] = useState<Speed>(1);
  const [kind, setKind] = useState<MomentKind>('exit');
  const { at } = position;
  const whole = run.model;
  const view = useStore(viewStoreOf(whole), (state) => state.view);
  const stretch = stretchToLoad(whole, { view, at });
  const loaded = useEvents(run.runId, at !== undefined || stretch !== undefined, stretch);
  const replay = loaded?.replay;
  usePlaying(position, { speed, whole, setPosition });
  const shown = useSought(replay, at, run);
  const isThere = stretch !== undefined && isSame(loaded?.stretch, stretch);
  const detail = useDetail(isThere && at === undefined ? replay : undefined, run);
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
  return { ...shown, detail, controls };
}

const atEnd: Position = { at: undefined, isPlaying: false };

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

/** The run at its end, from the events of a stretch. */
function useDetail(replay: Replay | undefined, run: OpenRun): RunModel | undefined {
  return useMemo(() => {
    replay?.seek(run.model.now);
    return replay?.model;
  }, [replay, run.model]);
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
