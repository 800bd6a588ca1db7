/** A picture as a file: PNG by a canvas, SVG by a pen that writes. Both run the same painting. */
import type { PictureForm } from '../../../shared/export-form';
import type { Size } from '../use-size';
import type { Pen } from './pen';
import { escaped, SvgPen } from './svg-pen';

export interface Picture {
  readonly title: string;
  /** What is to be seen, in words, for those who do not see it. */
  readonly description: string;
  /** CSS pixels. */
  readonly size: Size;
  /** @param ratio pixels of the file a CSS pixel. */
  readonly paint: (pen: Pen, ratio: number) => void;
}

/** Pixels of a PNG a CSS pixel: sharp on paper and on dense screens. */
const SHARPNESS = 2;
/** Longest edge of a canvas that Chromium draws on, in pixels. */
const LONGEST_EDGE = 16_384;

export async function pictureFile(picture: Picture, form: PictureForm): Promise<Uint8Array> {
  if (form === 'svg') return new TextEncoder().encode(svgText(picture, measureText));
  const { width, height } = picture.size;
  const ratio = Math.min(SHARPNESS, LONGEST_EDGE / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio));
  const pen = canvas.getContext('2d');
  if (pen === null) throw new Error('Expected a canvas to draw on, found none');
  pen.scale(ratio, ratio);
  picture.paint(pen, ratio);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

/** A whole SVG file, with title and description for screen readers (SVG Accessibility API Mappings). */
export function svgText({ title, description, size, paint }: Picture, measure: (text: string, font: string) => number) {
  const { width, height } = size;
  const pen = new SvgPen(measure);
  paint(pen, 1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" \
role="img" aria-labelledby="title description">
<title id="title">${escaped(title)}</title>
<desc id="description">${escaped(description)}</desc>
${pen.content}
</svg>
`;
}

function measureText(text: string, font: string): number {
  const pen = new OffscreenCanvas(1, 1).getContext('2d');
  if (pen === null) return text.length * 6;
  pen.font = font;
  return pen.measureText(text).width;
}
