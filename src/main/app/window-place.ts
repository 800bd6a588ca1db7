import { z } from 'zod';

/** A rectangle in device-independent pixels, as Electron's `Rectangle`. */
const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type Rectangle = Readonly<z.infer<typeof rectangleSchema>>;

/** How the window was left; whatever cannot be read is as at the first start. */
export const windowStateSchema = z.object({
  bounds: rectangleSchema.optional().catch(undefined),
  isMaximized: z.boolean().catch(false),
});
export type WindowState = Readonly<z.infer<typeof windowStateSchema>>;

export const MIN_SIZE = { width: 720, height: 480 } as const;
const FIRST_SIZE = { width: 1280, height: 800 } as const;
/** So much of the window's upper edge must be on a display that it can be taken hold of. */
const GRIP = { width: 120, height: 32 } as const;

/**
 * Where the window opens.
 *
 * @param displays work areas of the displays that are there now, the primary first.
 * @returns without `x` and `y` where the system is to choose: at the first start, and when the
 *   display is gone on which the window was left.
 */
export function windowPlace(
  left: Rectangle | undefined,
  displays: readonly Rectangle[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  const home = displays.find((display) => left !== undefined && isInReach(left, display));
  const area = home ?? displays[0] ?? { ...FIRST_SIZE, x: 0, y: 0 };
  const size = {
    width: clamp(left?.width ?? FIRST_SIZE.width, MIN_SIZE.width, area.width),
    height: clamp(left?.height ?? FIRST_SIZE.height, MIN_SIZE.height, area.height),
  };
  return left === undefined || home === undefined ? size : { ...size, x: left.x, y: left.y };
}

function isInReach(window: Rectangle, display: Rectangle): boolean {
  const visible = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const isEdgeIn = window.y >= display.y && window.y + GRIP.height <= display.y + display.height;
  return visible >= GRIP.width && isEdgeIn;
}

/** A display smaller than the least size wins: a window that sticks out cannot be used at all. */
function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
