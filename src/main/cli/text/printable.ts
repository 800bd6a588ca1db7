// The point is to find what a terminal would obey: C0, DEL, C1 and the marks that turn the writing direction.
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** One line of what a program says, made harmless: a name could hold an escape sequence. */
export function printable(text: string): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(UNPRINTABLE, '\uFFFD');
}
