import { z } from 'zod';
import { alertFields } from './alerts/alert';
import { defaultKeeping } from './keeping';
import { defaultPaneLayout, paneLayoutSchema } from './pane-layout';
import { defaultProcessColumns, processColumns } from './process-columns';

/** Older settings hold the line alone. */
const recentCommandSchema = z.preprocess(
  (given) => (typeof given === 'string' ? { line: given } : given),
  z.object({ line: z.string().max(8192), cwd: z.string().max(4096).optional() }),
);

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
  /** Bytes of one recording, beyond which it goes on without what only fills charts. */
  recordingSize: z.number().min(1_000_000).max(4e9).catch(defaultKeeping.recordingSize),
  /** Where runs of the window are recorded; the system's own place unless given. */
  recordingsFolder: z.string().min(1).max(4096).optional().catch(undefined),
  /** Load the probes into Python and Node programs. */
  probes: z.boolean().catch(true),
  /** Real pipes for a command's output, at the price of not knowing who wrote what. */
  pipes: z.boolean().catch(false),
  /** Write every run to a file while it happens. */
  record: z.boolean().catch(true),
  /** Stop a run after so many seconds where the command itself says nothing; `null` is no limit. */
  timeLimit: z.number().positive().max(31_536_000).nullable().catch(null),
  /** Where commands run unless they say where; `null`: where the last one ran. */
  defaultCwd: z.string().min(1).max(4096).nullable().catch(null),
  /** Ask before a signal that ends a process. */
  confirmSignal: z.boolean().catch(true),
  /** Ask before a whole run is killed. */
  confirmKill: z.boolean().catch(false),
  /** Ask before quitting while runs go on. */
  confirmQuit: z.boolean().catch(true),
  ...alertFields,
  /** Columns of the table of processes, beside its name. */
  processColumns: z.array(z.enum(processColumns)).catch([...defaultProcessColumns]),
  /** How the panes of a run stand. */
  paneLayout: paneLayoutSchema.catch(defaultPaneLayout),
  /** The tour was taken, or declined. */
  tourSeen: z.boolean().catch(false),
  /** Where the last command ran. */
  lastCwd: z.string().max(4096).optional().catch(undefined),
  /** The commands typed last, each with the directory it ran in, newest first. */
  recentCommands: z.array(recentCommandSchema).max(20).catch([]),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** What was done, and no choice: it is not reset with the others. */
type Trace = 'tourSeen' | 'lastCwd' | 'recentCommands';
export type Preference = Exclude<keyof Settings, Trace>;

export const defaultPreferences: Pick<Settings, Preference> = settingsSchema
  .omit({ tourSeen: true, lastCwd: true, recentCommands: true })
  .parse({});

export const settingsPatchSchema = settingsSchema.partial();
export type SettingsPatch = Readonly<z.infer<typeof settingsPatchSchema>>;
