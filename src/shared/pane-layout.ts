/** How the panes of a run stand: in which order, which are hidden, and how large each is. Pure. */
import { z } from 'zod';

/** `tables` has the verdict, events and output beside it. */
export const paneNames = ['charts', 'lanes', 'tables'] as const;
export type PaneName = (typeof paneNames)[number];

/** Panes of two that stand side by side. */
export const splitNames = ['charts', 'tables'] as const;
export type SplitName = (typeof splitNames)[number];

const height = z.number().min(0.2).max(20);
const share = z.number().min(0.1).max(0.9);

export const paneLayoutSchema = z.object({
  /** From top to bottom. */
  order: z
    .array(z.enum(paneNames))
    .length(paneNames.length)
    .refine((order) => new Set(order).size === paneNames.length),
  hidden: z.array(z.enum(paneNames)).max(paneNames.length - 1),
  /** Shares of the height; those of hidden panes are left out of the sum. */
  heights: z.object({ charts: height, lanes: height, tables: height }),
  /** Share of the width that the left one has. */
  splits: z.object({ charts: share, tables: share }),
});
export type PaneLayout = Readonly<z.infer<typeof paneLayoutSchema>>;

export const defaultPaneLayout: PaneLayout = {
  order: [...paneNames],
  hidden: [],
  heights: { charts: 3, lanes: 4, tables: 4.6 },
  splits: { charts: 0.5, tables: 0.56 },
};

/** Least share of the height that a pane keeps when its neighbour grows. */
const LEAST_HEIGHT = 0.12;
const LEAST_WIDTH = 0.2;

/** Those that are seen, from top to bottom. */
export function shownPanes({ order, hidden }: PaneLayout): readonly PaneName[] {
  return order.filter((pane) => !hidden.includes(pane));
}

/** @param by -1 is up. A pane that is there already stays. */
export function movedPane(layout: PaneLayout, pane: PaneName, by: 1 | -1): PaneLayout {
  const shown = shownPanes(layout);
  const other = shown[shown.indexOf(pane) + by];
  if (other === undefined) return layout;
  const order = layout.order.map((one) => (one === pane ? other : one === other ? pane : one));
  return { ...layout, order };
}

/** Hides a pane, or shows it again. The last one stays. */
export function toggledPane(layout: PaneLayout, pane: PaneName): PaneLayout {
  const { hidden } = layout;
  if (hidden.includes(pane)) return { ...layout, hidden: hidden.filter((one) => one !== pane) };
  return shownPanes(layout).length === 1 ? layout : { ...layout, hidden: [...hidden, pane] };
}

/** Where the border below a pane stands: the share of the height that this pane has of itself and its lower neighbour. */
export function borderOf(layout: PaneLayout, upper: PaneName, lower: PaneName): number {
  return layout.heights[upper] / (layout.heights[upper] + layout.heights[lower]);
}

/** Moves the border between two neighbours; all others keep their height. @param share as of {@link borderOf}. */
export function movedBorder(
  layout: PaneLayout,
  { upper, lower }: { readonly upper: PaneName; readonly lower: PaneName },
  share: number,
): PaneLayout {
  const both = layout.heights[upper] + layout.heights[lower];
  const bounded = bound(share, LEAST_HEIGHT);
  return {
    ...layout,
    heights: { ...layout.heights, [upper]: both * bounded, [lower]: both * (1 - bounded) },
  };
}

export function movedSplit(layout: PaneLayout, split: SplitName, share: number): PaneLayout {
  return { ...layout, splits: { ...layout.splits, [split]: bound(share, LEAST_WIDTH) } };
}

function bound(share: number, least: number): number {
  return Math.min(Math.max(share, least), 1 - least);
}
