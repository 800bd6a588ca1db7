/**
 * Reads a number that may be left out.
 *
 * @returns `null` for an empty text; `undefined` for what is no number above 0 and up to `most`.
 */
export function readAmount(typed: string, most: number): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const amount = Number(text);
  return amount > 0 && amount <= most ? amount : undefined;
}
