/** A rectangle as a canvas takes it. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** A path of a canvas in the words of SVG's `d` (SVG 2, "Path Data"). */
export class SvgPath {
  #data = '';

  get data(): string {
    return this.#data;
  }

  moveTo(x: number, y: number): void {
    this.#data += `M${places(x)} ${places(y)}`;
  }

  /** The first one of a path only moves, as on a canvas. */
  lineTo(x: number, y: number): void {
    this.#data += `${this.#data === '' ? 'M' : 'L'}${places(x)} ${places(y)}`;
  }

  curveTo(points: readonly number[]): void {
    this.#data += `C${points.map(places).join(' ')}`;
  }

  rect(...[x, y, width, height]: Box): void {
    this.#data += `M${places(x)} ${places(y)}h${places(width)}v${places(height)}h${places(-width)}z`;
  }

  roundRect([x, y, width, height]: Box, radius: number): void {
    const r = Math.min(radius, width / 2, height / 2);
    const [w, h] = [places(width - 2 * r), places(height - 2 * r)];
    const corner = (dx: number, dy: number) => `a${places(r)} ${places(r)} 0 0 1 ${places(dx)} ${places(dy)}`;
    this.#data +=
      `M${places(x + r)} ${places(y)}h${w}${corner(r, r)}v${h}${corner(-r, r)}` +
      `h${places(2 * r - width)}${corner(-r, -r)}v${places(2 * r - height)}${corner(r, -r)}z`;
  }

  /** A whole circle, of two halves: one arc cannot end where it began. */
  circle(x: number, y: number, radius: number): void {
    const r = places(radius);
    const half = (dx: number) => `a${r} ${r} 0 1 1 ${places(dx)} 0`;
    this.#data += `M${places(x - radius)} ${places(y)}${half(2 * radius)}${half(-2 * radius)}z`;
  }

  close(): void {
    this.#data += 'z';
  }
}

/** Hundredths of a pixel are finer than any screen or printer. */
export function places(value: number): string {
  return String(Math.round(value * 100) / 100);
}
