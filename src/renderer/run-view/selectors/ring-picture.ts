/** Where the processes and locks of a ring stand in its picture, and the arrows between them. Pure. */

export interface RingNode {
  readonly kind: 'process' | 'lock';
  /** Which link of the ring it belongs to. */
  readonly link: number;
  /** Of its middle, in CSS pixels. */
  readonly x: number;
  readonly y: number;
}

export interface RingArrow {
  /** A process wants a lock; a lock is held by a process. */
  readonly kind: 'wants' | 'held';
  readonly path: string;
}

export interface RingPicture {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly RingNode[];
  readonly arrows: readonly RingArrow[];
}

export const NODE = { width: 128, height: 24 } as const;
/** More would be wider than a pane; the list beside has them all. */
export const MAX_DRAWN = 4;
/** Between two boxes beside and above each other: room for an arrow. */
const ACROSS = 30;
const DOWN = 34;
/** So that no stroke is cut. */
const MARGIN = 2;
/** Between an arrow's head and what it points at. */
const GAP = 3;
/** How far the two arrows of a ring of one stand apart. */
const APART = 26;

/**
 * A walk round two rows, there on the upper and back on the lower: each process, the lock that
 * it wants, the process that holds that, and so on back to the first.
 *
 * @param links how many processes the ring has, from 1 to {@link MAX_DRAWN}.
 */
export function ringPicture(links: number): RingPicture {
  const count = links * 2;
  const nodes = Array.from({ length: count }, (_, place): RingNode => {
    const isAbove = place < links;
    const column = isAbove ? place : count - 1 - place;
    return {
      kind: place % 2 === 0 ? 'process' : 'lock',
      link: Math.floor(place / 2),
      x: MARGIN + NODE.width / 2 + column * (NODE.width + ACROSS),
      y: MARGIN + NODE.height / 2 + (isAbove ? 0 : NODE.height + DOWN),
    };
  });
  const arrows = nodes.flatMap((from, place): readonly RingArrow[] => {
    const to = nodes[(place + 1) % count];
    if (to === undefined) return [];
    return [{ kind: from.kind === 'process' ? 'wants' : 'held', path: arrow(from, to, links === 1 ? APART : 0) }];
  });
  return {
    width: MARGIN * 2 + links * NODE.width + (links - 1) * ACROSS,
    height: MARGIN * 2 + NODE.height * 2 + DOWN,
    nodes,
    arrows,
  };
}

/** From edge to edge, straight. */
function arrow(from: RingNode, to: RingNode, apart: number): string {
  if (from.y === to.y) {
    const side = Math.sign(to.x - from.x);
    return `M${from.x + (side * NODE.width) / 2} ${from.y}H${to.x - side * (NODE.width / 2 + GAP)}`;
  }
  const side = Math.sign(to.y - from.y);
  return `M${from.x - side * apart} ${from.y + (side * NODE.height) / 2}V${to.y - side * (NODE.height / 2 + GAP)}`;
}
