/**
 * Every message between main and page, written once.
 *
 * Main derives {@link Handlers} from these tables, the preload script builds
 * {@link Bridge} by walking them, and the page sees `Bridge` as `window.bridge`.
 * Adding a line here without a handler in main is a compile error.
 *
 * Requests go up (`invocations`), facts come down (`broadcasts`). What happened in a run
 * reaches the page through `runBatch` alone. Each invocation carries the schema of its
 * arguments: main parses them before a handler sees them.
 */
import { z } from 'zod';
import { type CommandSpec, commandSchema } from '../command';
import { type DemoName, demoNameSchema } from '../demos';
import type { Outcome } from '../outcome';
import type { RecordingEntry, RunBatch } from '../recording';
import { type Settings, type SettingsPatch, settingsPatchSchema } from '../settings';
import type { RunId } from '../units';

/** What the page must know of its surroundings, once. */
export interface AppFacts {
  readonly version: string;
  readonly platform: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly homeFolder: string;
  readonly cwd: string;
  /** Versions of electron, node, chrome. */
  readonly versions: Readonly<Record<string, string>>;
  /** BCP 47 tag that the system prefers. */
  readonly systemLanguage: string;
  readonly recordingsFolder: string;
}

/** What the native menu, or a second start, asks the page to do. */
export type MenuCommand =
  'new-run' | 'open-recording' | 'stop' | 'kill' | 'settings' | 'palette' | 'shortcuts' | 'about';

export interface Invocation<Args extends readonly unknown[], Result> {
  readonly channel: string;
  readonly args: z.ZodType<Args>;
  /** Exists for the type checker only. */
  readonly result?: Result;
}

export interface Broadcast<Payload> {
  readonly channel: string;
  /** Exists for the type checker only. */
  readonly payload?: Payload;
}

const invocation =
  <Result>() =>
  <Args extends readonly unknown[]>(channel: string, args: z.ZodType<Args>): Invocation<Args, Result> => ({
    channel,
    args,
  });
const broadcast = <Payload>(channel: string): Broadcast<Payload> => ({ channel });

const runId = z.string().min(1).max(200);
const path = z.string().min(1).max(4096);
const none = z.tuple([]);

export const invocations = {
  appFacts: invocation<AppFacts>()('app:facts', none),
  startCommand: invocation<RunId>()('run:start-command', z.tuple([commandSchema]) as z.ZodType<[command: CommandSpec]>),
  startDemo: invocation<RunId>()('run:start-demo', z.tuple([demoNameSchema]) as z.ZodType<[name: DemoName]>),
  /** `stop` climbs the ladder SIGTERM, 5 s, SIGKILL; `kill` starts at SIGKILL. */
  stopRun: invocation<undefined>()(
    'run:stop',
    z.tuple([runId, z.enum(['stop', 'kill'])]) as z.ZodType<[id: RunId, how: 'stop' | 'kill']>,
  ),
  /** For a window that opened late or missed a batch; the answer is a batch from index 0. */
  replayRun: invocation<undefined>()('run:replay', z.tuple([runId]) as z.ZodType<[id: RunId]>),
  /** Runs that main still holds, oldest first: a page that reloaded asks for each to be replayed. */
  heldRuns: invocation<readonly RunId[]>()('run:held', none),
  /** Main forgets a run; one that still runs is refused. */
  closeRun: invocation<undefined>()('run:close', z.tuple([runId]) as z.ZodType<[id: RunId]>),
  listRecordings: invocation<readonly RecordingEntry[]>()('recording:list', none),
  /** Opens a recording as a run that has ended; its events come down as batches. */
  openRecording: invocation<RunId>()('recording:open', z.tuple([path]) as z.ZodType<[path: string]>),
  /** Asks the person for a file; `undefined` when they cancelled. */
  chooseRecording: invocation<string | undefined>()('dialog:recording', none),
  chooseFolder: invocation<string | undefined>()('dialog:folder', z.tuple([path]) as z.ZodType<[from: string]>),
  readSettings: invocation<Settings>()('settings:read', none),
  writeSettings: invocation<Settings>()(
    'settings:write',
    z.tuple([settingsPatchSchema]) as z.ZodType<[patch: SettingsPatch]>,
  ),
};

export const broadcasts = {
  runBatch: broadcast<RunBatch>('run:batch'),
  recordingsChanged: broadcast<undefined>('recording:changed'),
  settingsChanged: broadcast<Settings>('settings:changed'),
  menuCommand: broadcast<MenuCommand>('menu:command'),
  /** A file that was double-clicked or given to a second start could not be opened, or was. */
  recordingOpened: broadcast<Outcome<RunId>>('recording:opened'),
};

/**
 * How main knows what a page has taken: it asks after a batch, and the preload script, whose
 * messages are handled in order with the page's, answers with the same number.
 */
export const pulse = { ask: 'page:pulse', answer: 'page:pulse-taken' } as const;

type Invocations = typeof invocations;
type Broadcasts = typeof broadcasts;
export type InvocationName = keyof Invocations;
export type BroadcastName = keyof Broadcasts;
type ArgsOf<Entry> = Entry extends Invocation<infer Args, unknown> ? Args : never;
type ResultOf<Entry> = Entry extends { readonly result?: infer Result } ? Result : never;
export type PayloadOf<Name extends BroadcastName> = Broadcasts[Name] extends Broadcast<infer Payload> ? Payload : never;

export type Unsubscribe = () => void;

/** What main must implement. */
export type Handlers = {
  readonly [Name in InvocationName]: (
    ...args: ArgsOf<Invocations[Name]>
  ) => ResultOf<Invocations[Name]> | Promise<ResultOf<Invocations[Name]>>;
};

/** What the page may call. A failed call resolves to a fault; it does not reject. */
export interface Bridge {
  readonly call: {
    readonly [Name in InvocationName]: (
      ...args: ArgsOf<Invocations[Name]>
    ) => Promise<Outcome<ResultOf<Invocations[Name]>>>;
  };
  readonly on: {
    readonly [Name in BroadcastName]: (listener: (payload: PayloadOf<Name>) => void) => Unsubscribe;
  };
  /** The path of a file that was dropped on the window (webUtils.getPathForFile); '' for what is no file. */
  readonly pathOfDropped: (file: unknown) => string;
}
