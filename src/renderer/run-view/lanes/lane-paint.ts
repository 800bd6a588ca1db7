/** What the painters of the lanes are given. */
import type { PatternName } from '../../marks/patterns';
import type { ThemeColours } from '../../marks/theme-colours';
import type { LaneShape } from '../../../shared/picture/lane-layout';
import type { Lane, LanePicture } from '../selectors/lane-picture';
import type { GroupLane } from '../selectors/lane-rows';
import type { TimeTick } from '../../../shared/picture/ticks';
import type { TimeScale } from '../../../shared/picture/time-window';
import type { Size } from '../use-size';

export interface LanePaint {
  readonly picture: LanePicture;
  readonly scale: TimeScale;
  readonly size: Size;
  readonly rowHeight: number;
  readonly ticks: readonly TimeTick[];
  readonly colours: ThemeColours;
  readonly fonts: { readonly words: string; readonly mono: string };
  readonly selected: number | undefined;
  /** Key of the folded group that is gone to by keys. */
  readonly atGroup: string | undefined;
  readonly patternOf: (name: PatternName, colour: string) => CanvasPattern | string;
  readonly textOf: LaneTexts;
}

export interface LaneTexts {
  readonly exit: (lane: Lane) => string;
  readonly unjoined: string;
  readonly shape: (shape: LaneShape) => string;
  readonly group: (group: GroupLane) => string;
}

export type { Pen } from '../picture/pen';

/** Height of a block. CSS pixels. */
export function blockHeight(rowHeight: number): number {
  return Math.round(rowHeight * 0.64);
}

export const LANE_FONTS = {
  words: "'Inter Variable', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif",
  mono: "'JetBrains Mono Variable', monospace",
};
