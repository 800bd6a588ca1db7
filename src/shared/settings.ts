import { z } from 'zod';

/** Read from a file that anybody may have edited: a wrong value falls back to its default. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  language: z.enum(['system', 'en', 'zh']).catch('system'),
  /** Samples a second. */
  hz: z.number().min(0.2).max(20).catch(2),
  /** Where the last command ran. */
  lastCwd: z.string().max(4096).optional().catch(undefined),
  /** The command lines typed last, newest first. */
  recentCommands: z.array(z.string().max(8192)).max(20).catch([]),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = settingsSchema.parse({});

export const settingsPatchSchema = settingsSchema.partial();
export type SettingsPatch = Readonly<z.infer<typeof settingsPatchSchema>>;
