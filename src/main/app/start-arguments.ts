import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

/** What a second start hands to the first: its words and the folder it was typed in. */
export const startSchema = z.object({
  argv: z.array(z.string().max(4096)).max(256),
  cwd: z.string().min(1).max(4096),
});
export type Start = Readonly<z.infer<typeof startSchema>>;

/** Endings of a recording: closed, packed, and one that was not closed. */
const RECORDING = /\.joinscope(\.gz|\.part)?$/i;

/**
 * The recording that a start was asked to open.
 *
 * Chromium puts switches of its own into the words and the order is not kept, so the ending
 * decides and not the place; only its own program, never a command, is taken from them.
 */
export function recordingAmong({ argv, cwd }: Start): string | undefined {
  const given = argv.find((word) => !word.startsWith('-') && RECORDING.test(word));
  if (given === undefined) return undefined;
  return isAbsolute(given) ? given : resolve(cwd, given);
}
