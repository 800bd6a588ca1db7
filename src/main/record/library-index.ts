/** What `index.json` of a folder of recordings holds. */
import { z } from 'zod';
import { recordingEntrySchema } from '../../shared/recording';

export const indexSchema = z.object({
  version: z.literal(1),
  files: z.record(
    z.string(),
    // Without an entry: it was looked at and is no recording.
    z.object({ size: z.number(), changed: z.number(), entry: recordingEntrySchema.optional() }),
  ),
});
export type Index = Readonly<z.infer<typeof indexSchema>>;
export type IndexedFile = Index['files'][string];
