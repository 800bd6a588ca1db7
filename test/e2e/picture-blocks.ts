/**
 * Pictures of the window that are compared coarsely: the mean brightness of blocks of 40 pixels. Another font, another renderer
 * or another word moves a block by a few steps of 255; a pane that is missing, a colour that is wrong or a grid that has shifted
 * moves many by much. Tried with serifs, with monospaced letters and with wider ones: at most 2.6 on average and 1.9 % far off; without
 * its charts, with a rail of twice the width or with another ground: at least 3.8, or 3.8 %.
 */
import type { ElectronApplication, Page } from '@playwright/test';

/** Blocks from left to right and from top to bottom, of a window of 1280 x 800. */
const GRID = { width: 32, height: 20 } as const;
/** So far may the whole be from what it was, on average; steps of 255. */
const MEAN = 3.6;
/** A block that is further off than this looks different... */
const FAR = 24;
/** ...and of all so many may, in percent: where a path, a version or a number of cores stands. */
const FAR_SHARE = 3.2;

/** Brightness of each block, 0 to 255, row by row. */
export async function blocksOf(app: ElectronApplication, page: Page): Promise<readonly number[]> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  return app.evaluate(
    ({ nativeImage }, [text, width, height]) => {
      const small = nativeImage
        .createFromBuffer(Buffer.from(text, 'base64'))
        .resize({ width, height, quality: 'best' });
      // Four bytes a pixel: blue, green, red, opacity.
      const bytes = small.toBitmap();
      return Array.from({ length: width * height }, (_, place) => {
        const [blue = 0, green = 0, red = 0] = bytes.subarray(place * 4, place * 4 + 3);
        return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
      });
    },
    [png.toString('base64'), GRID.width, GRID.height] as const,
  );
}

/** In words what is different; '' for what looks alike. */
export function differenceOf(kept: readonly number[], seen: readonly number[]): string {
  const off = seen.map((brightness, place) => Math.abs(brightness - (kept[place] ?? 0)));
  const mean = off.reduce((sum, one) => sum + one, 0) / off.length;
  const far = off.flatMap((one, place) =>
    one > FAR ? [`${place % GRID.width},${Math.floor(place / GRID.width)}`] : [],
  );
  const share = (far.length / off.length) * 100;
  if (kept.length === seen.length && mean <= MEAN && share <= FAR_SHARE) return '';
  return `mean ${mean.toFixed(1)}, ${far.length} blocks far off at column,row ${far.slice(0, 40).join(' ')}`;
}
