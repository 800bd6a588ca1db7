import { z } from 'zod';

/** A program of a lesson, as it is to be run. */
export const programRequestSchema = z.strictObject({
  language: z.enum(['python', 'typescript']),
  source: z.string().max(200_000),
  /** Path of the Python to use; left out, `python3` of PATH. */
  interpreter: z.string().min(1).max(4096).optional(),
  /** It waits for ever: stop it once the hang was told. */
  stopsAtHang: z.boolean(),
});
export type ProgramRequest = Readonly<z.infer<typeof programRequestSchema>>;
