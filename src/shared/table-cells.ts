/** The cells of a table that the page asks main to write: exact values, headings first. */
import { z } from 'zod';

/** More than any table of the window lists. */
const MAX_ROWS = 200_000;

export const tableCellsSchema = z
  .array(
    z
      .array(z.union([z.string().max(131_072), z.number(), z.null()]))
      .max(64)
      .readonly(),
  )
  .max(MAX_ROWS)
  .readonly();
export type TableCells = z.infer<typeof tableCellsSchema>;
