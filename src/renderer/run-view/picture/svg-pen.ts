/** A pen that writes SVG where a canvas would colour pixels. */
import type { Pen } from './pen';
import { type Box, places, SvgPath } from './svg-path';

/** Width of a text in a font of CSS, in CSS pixels. */
export type MeasureText = (text: string, font: string) => number;

/** What `save` keeps and `restore` brings back. */
interface Style {
  fillStyle: string;
  strokeStyle: string;
  globalAlpha: number;
  lineWidth: number;
  lineJoin: CanvasLineJoin;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
}

/** Part of a font's size by which its base line lies below what a text is aligned to. */
const BELOW: Readonly<Partial<Record<CanvasTextBaseline, number>>> = { top: 0.8, hanging: 0.8, middle: 0.35 };
const ANCHORS: Readonly<Partial<Record<CanvasTextAlign, string>>> = { center: 'middle', right: 'end', end: 'end' };

export class SvgPen implements Pen {
  fillStyle = '#000';
  strokeStyle = '#000';
  globalAlpha = 1;
  lineWidth = 1;
  lineJoin: CanvasLineJoin = 'miter';
  font = '10px sans-serif';
  textAlign: CanvasTextAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  readonly #measure: MeasureText;
  readonly #parts: string[] = [];
  readonly #patterns = new Map<string, string>();
  readonly #saved: { readonly style: Style; groups: number }[] = [];
  #groups = 0;
  #clips = 0;
  #dash: readonly number[] = [];
  #path = new SvgPath();

  constructor(measure: MeasureText) {
    this.#measure = measure;
  }

  /** What was drawn, without an `<svg>` around it. */
  get content(): string {
    return this.#parts.join('\n') + '</g>'.repeat(this.#groups);
  }

  /**
   * A colour that is a pattern. @param size edge of its tile. @param draw called once for each `key`.
   */
  pattern(key: string, size: number, draw: (pen: Pen) => void): string {
    const known = this.#patterns.get(key) ?? `pattern-${this.#patterns.size + 1}`;
    if (!this.#patterns.has(key)) {
      this.#patterns.set(key, known);
      const tile = new SvgPen(this.#measure);
      draw(tile);
      const shape = `width="${size}" height="${size}" patternUnits="userSpaceOnUse"`;
      this.#parts.push(`<defs><pattern id="${known}" ${shape}>${tile.content}</pattern></defs>`);
    }
    return `url(#${known})`;
  }

  save(): void {
    const { fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, font, textAlign, textBaseline } = this;
    const style = { fillStyle, strokeStyle, globalAlpha, lineWidth, lineJoin, font, textAlign, textBaseline };
    this.#saved.push({ style, groups: this.#groups });
  }

  restore(): void {
    const saved = this.#saved.pop();
    if (saved === undefined) return;
    this.#parts.push('</g>'.repeat(this.#groups - saved.groups));
    this.#groups = saved.groups;
    Object.assign(this, saved.style);
  }

  translate(x: number, y: number): void {
    this.#group(`transform="translate(${places(x)} ${places(y)})"`);
  }

  beginPath(): void {
    this.#path = new SvgPath();
  }

  closePath(): void {
    this.#path.close();
  }

  moveTo(x: number, y: number): void {
    this.#path.moveTo(x, y);
  }

  lineTo(x: number, y: number): void {
    this.#path.lineTo(x, y);
  }

  bezierCurveTo(...points: [number, number, number, number, number, number]): void {
    this.#path.curveTo(points);
  }

  /** The painters draw whole circles only. */
  arc(x: number, y: number, radius: number): void {
    this.#path.circle(x, y, radius);
  }

  rect(...box: Box): void {
    this.#path.rect(...box);
  }

  roundRect(...[x, y, width, height, radius]: [...Box, number]): void {
    this.#path.roundRect([x, y, width, height], radius);
  }

  /** Holds until `restore`. */
  clip(): void {
    this.#clips += 1;
    const id = `clip-${this.#clips}`;
    this.#parts.push(`<defs><clipPath id="${id}"><path d="${this.#path.data}"/></clipPath></defs>`);
    this.#group(`clip-path="url(#${id})"`);
  }

  fill(): void {
    this.#parts.push(`<path d="${this.#path.data}" ${this.#filled()}/>`);
  }

  stroke(): void {
    this.#parts.push(`<path d="${this.#path.data}" fill="none" ${this.#stroked()}/>`);
  }

  fillRect(...box: Box): void {
    this.#parts.push(`<rect ${boxText(box)} ${this.#filled()}/>`);
  }

  strokeRect(...box: Box): void {
    this.#parts.push(`<rect ${boxText(box)} fill="none" ${this.#stroked()}/>`);
  }

  setLineDash(segments: number[]): void {
    this.#dash = segments;
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, { x, y }, this.#filled());
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, { x, y }, `fill="none" ${this.#stroked()}`);
  }

  measureText(text: string): { readonly width: number } {
    return { width: this.#measure(text, this.font) };
  }

  #group(attributes: string): void {
    this.#parts.push(`<g ${attributes}>`);
    this.#groups += 1;
  }

  #filled(): string {
    return `fill="${escaped(this.fillStyle)}"${this.#opacity('fill-opacity')}`;
  }

  #stroked(): string {
    const dash = this.#dash.length === 0 ? '' : ` stroke-dasharray="${this.#dash.join(' ')}"`;
    const join = this.lineJoin === 'miter' ? '' : ` stroke-linejoin="${this.lineJoin}"`;
    const line = `stroke="${escaped(this.strokeStyle)}" stroke-width="${this.lineWidth}"`;
    return `${line}${join}${dash}${this.#opacity('stroke-opacity')}`;
  }

  #opacity(attribute: string): string {
    return this.globalAlpha === 1 ? '' : ` ${attribute}="${this.globalAlpha}"`;
  }

  #text(text: string, { x, y }: { readonly x: number; readonly y: number }, paint: string): void {
    const [, weight, size = '10', family = 'sans-serif'] = /^(?:(\d+) )?([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const base = y + Number(size) * (BELOW[this.textBaseline] ?? 0);
    const anchor = ANCHORS[this.textAlign];
    const attributes = [
      `x="${places(x)}" y="${places(base)}" font-size="${size}" font-family="${escaped(family)}"`,
      weight === undefined ? '' : ` font-weight="${weight}"`,
      anchor === undefined ? '' : ` text-anchor="${anchor}"`,
    ];
    this.#parts.push(`<text ${attributes.join('')} ${paint}>${escaped(text)}</text>`);
  }
}

function boxText([x, y, width, height]: Box): string {
  return `x="${places(x)}" y="${places(y)}" width="${places(width)}" height="${places(height)}"`;
}

/** Text for XML: names and commands are the watched program's. Characters that XML 1.0 has not are left out. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
