/** CSS pixels of the window. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Size = Pick<Box, 'width' | 'height'>;

/** Between the card and what it points at, and at the edges of the window. */
const GAP = 12;

/** Where a card stands: below what it points at if there is room, else above, else within its lower end; never cut. */
export function placeCard(target: Box | undefined, card: Size, window: Size): Pick<Box, 'left' | 'top'> {
  const most = { left: window.width - card.width - GAP, top: window.height - card.height - GAP };
  if (target === undefined) return { left: Math.max(GAP, most.left / 2), top: Math.max(GAP, most.top / 2) };
  const left = target.left + target.width / 2 - card.width / 2;
  const below = target.top + target.height + GAP;
  const above = target.top - card.height - GAP;
  const within = target.top + target.height - card.height - GAP;
  const top = below <= most.top ? below : above >= GAP ? above : within;
  return { left: clamp(left, GAP, most.left), top: clamp(top, GAP, most.top) };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
