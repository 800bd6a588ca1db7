import { z } from 'zod';
import { defaultKeeping } from './keeping';

/** Read from a file that anybody may have edited: a wrong value falls back to its default. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  language: z.enum(['system', 'en', 'zh']).catch('system'),
  /** Samples a second. */
  hz: z.number().min(0.2).max(20).catch(2),
  /** Recordings kept, but for pinned ones; the oldest goes first. */
  keptRecordings: z.int().min(1).max(100_000).catch(defaultKeeping.recordings),
  /** Bytes kept of all recordings together, likewise. */
  keptSize: z.number().min(1_000_000).max(1e15).catch(defaultKeeping.size),
  /** Where runs of the window are recorded; the system's own place unless given. */
  recordingsFolder: z.string().min(1).max(4096).optional().catch(undefined),
  /** Where the last command ran. */
  lastCwd: z.string().max(4096).optional().catch(undefined),
  /** The command lines typed last, newest first. */
  recentCommands: z.array(z.string().max(8192)).max(20).catch([]),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = settingsSchema.parse({});

export const settingsPatchSchema = settingsSchema.partial();
export type SettingsPatch = Readonly<z.infer<typeof settingsPatchSchema>>;
