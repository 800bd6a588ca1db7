import { useEffect, useRef, useState } from 'react';
import { type RunFrame, useRunFrame } from '../run-context';
import type { Milliseconds } from '../../../shared/units';

/** Least time between two drawings of a chart while a run is live: samples come twice a second. */
export const REST: Milliseconds = 500;

/**
 * The frame for a picture: at most `rest` old, so that the pictures take no more than a third
 * of the time. What the person asked for, another stretch or another run, shows at once.
 */
export function useCalmFrame(rest: Milliseconds = REST): RunFrame {
  const newest = useRunFrame();
  const [shown, setShown] = useState(newest);
  const shownAt = useRef(-Infinity);
  useEffect(() => {
    const timer = setTimeout(
      () => {
        shownAt.current = performance.now();
        setShown(newest);
      },
      Math.max(0, shownAt.current + rest - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [newest, rest]);
  return newest.view === shown.view && newest.store === shown.store ? shown : newest;
}
