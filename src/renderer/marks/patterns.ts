/**
 * The marks of the lanes as canvas patterns: diagonal hatch for waiting in join or for a
 * result, dots for waiting for a queue, a crossed hatch for a lock.
 */
export type PatternName = 'hatch' | 'dots' | 'cross';

/** Edge of a pattern's tile, in CSS pixels. */
export const TILE = 7;

/** What draws a tile: a canvas, or the pen that writes SVG. */
type Pen = Pick<
  OffscreenCanvasRenderingContext2D,
  'beginPath' | 'fillRect' | 'fillStyle' | 'lineTo' | 'lineWidth' | 'moveTo' | 'stroke' | 'strokeStyle'
>;

/** One tile of a pattern. */
export function drawTile(pen: Pen, name: PatternName, colour: string): void {
  pen.strokeStyle = colour;
  pen.fillStyle = colour;
  pen.lineWidth = 1.3;
  DRAW[name](pen);
}

/** Makes each pattern once a colour. */
export class PatternBook {
  readonly #context: CanvasFillStrokeStyles;
  readonly #ratio: number;
  readonly #made = new Map<string, CanvasPattern | string>();

  /** @param ratio device pixels a CSS pixel. */
  constructor(context: CanvasFillStrokeStyles, ratio: number) {
    this.#context = context;
    this.#ratio = ratio;
  }

  get(name: PatternName, colour: string): CanvasPattern | string {
    const key = `${name} ${colour}`;
    const known = this.#made.get(key) ?? this.#make(name, colour);
    this.#made.set(key, known);
    return known;
  }

  #make(name: PatternName, colour: string): CanvasPattern | string {
    const size = Math.round(TILE * this.#ratio);
    const tile = new OffscreenCanvas(size, size);
    const pen = tile.getContext('2d');
    if (pen === null) return colour;
    pen.scale(size / TILE, size / TILE);
    drawTile(pen, name, colour);
    const pattern = this.#context.createPattern(tile, 'repeat');
    pattern?.setTransform(new DOMMatrix().scale(TILE / size));
    return pattern ?? colour;
  }
}

const DRAW: Readonly<Record<PatternName, (pen: Pen) => void>> = {
  hatch: (pen) => diagonals(pen, 1),
  cross: (pen) => {
    diagonals(pen, 1);
    diagonals(pen, -1);
  },
  dots: (pen) => {
    for (const [x, y] of [
      [1.75, 1.75],
      [5.25, 1.75],
      [1.75, 5.25],
      [5.25, 5.25],
    ] as const) {
      pen.fillRect(x - 0.65, y - 0.65, 1.3, 1.3);
    }
  },
};

/** @param direction 1 rises to the right, -1 falls. Drawn three times so that the tiles join. */
function diagonals(pen: Pen, direction: 1 | -1): void {
  pen.beginPath();
  for (const shift of [-TILE, 0, TILE]) {
    pen.moveTo(shift - 1, direction === 1 ? TILE + 1 : -1);
    pen.lineTo(shift + TILE + 1, direction === 1 ? -1 : TILE + 1);
  }
  pen.stroke();
}
