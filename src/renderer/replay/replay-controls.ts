/** How a run is watched again: what buttons, keys and marks can ask for. */
import type { MomentKind } from '../../shared/replay/moments';
import type { Milliseconds } from '../../shared/units';

/** Seconds of the run a second. */
export const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 100] as const;
export type Speed = (typeof speeds)[number];

export interface ReplayControls {
  /** The moment that is shown; `undefined` at the run's end, where a live run is followed. */
  readonly at: Milliseconds | undefined;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  /** What steps go to. */
  readonly kind: MomentKind;
  /** Shows the run as it was then. */
  readonly seek: (t: Milliseconds) => void;
  /** Plays on, from the begin when at the end; or holds. */
  readonly toggle: () => void;
  readonly setSpeed: (speed: Speed) => void;
  readonly setKind: (kind: MomentKind) => void;
  /** To the next or the previous moment of a kind; does nothing where there is none. */
  readonly step: (by: 1 | -1, kind?: MomentKind) => void;
  /** To the run's end, and on with it while it lives. */
  readonly goToEnd: () => void;
}
