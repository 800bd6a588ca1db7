import type { Pen } from './pen';

/** The text, cut with an ellipsis where there is no room. */
export function fitted(pen: Pen, text: string, room: number): string {
  return fittedHead(pen, [text, ''], room);
}

/** The same of a text whose end is kept. */
export function fittedHead(pen: Pen, [head, tail]: readonly [head: string, tail: string], room: number): string {
  if (pen.measureText(`${head}${tail}`).width <= room) return `${head}${tail}`;
  let length = head.length - 1;
  while (length > 1 && pen.measureText(`${head.slice(0, length)}…${tail}`).width > room) length -= 1;
  return `${head.slice(0, length)}…${tail}`;
}
