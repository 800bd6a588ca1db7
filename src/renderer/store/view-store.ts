/** Where the person is: a place of the rail, the run that is looked at, what is half written. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CommandSpec } from '../../shared/command';
import type { ComparableRun } from '../../shared/compare/comparable-run';
import type { RunId } from '../../shared/units';

export type Place = 'home' | 'run' | 'runs' | 'lessons' | 'compare' | 'settings';

/** One line of the table of environment additions. */
export interface EnvironmentRow {
  /** Names the row while name and value are typed. */
  readonly key: number;
  readonly name: string;
  readonly value: string;
}

/** The command form as typed, kept while the person looks elsewhere. */
export interface CommandDraft {
  readonly line: string;
  /** Empty: the default that the field shows. */
  readonly cwd: string;
  readonly environment: readonly EnvironmentRow[];
  readonly shell: boolean;
  /** Seconds, as typed; empty is no limit. */
  readonly timeout: string;
}

export const emptyDraft: CommandDraft = { line: '', cwd: '', environment: [], shell: false, timeout: '' };

/** What was started from this page, and how it was typed: a run itself keeps no environment. */
export interface StartedCommand {
  readonly command: CommandSpec;
  readonly draft: CommandDraft;
}

/** One of the recordings that are compared. */
export interface ComparedEntry {
  readonly path: string;
  /** As the person said; outranks what the run tells. */
  readonly workers: number | undefined;
  /** `undefined` while it is read. */
  readonly run: ComparableRun | undefined;
}

export interface ViewState {
  readonly place: Place;
  /** The run that `run` shows. */
  readonly activeRun: RunId | undefined;
  /** Runs that were asked to stop and have not ended; asked again, they are killed. */
  readonly stopping: readonly RunId[];
  /** The run that is killed once the person says yes. */
  readonly killing: RunId | undefined;
  /** The run that is stopped and put away once the person says yes. */
  readonly closing: RunId | undefined;
  /** The lesson that `lessons` shows; none: the first. */
  readonly lesson: string | undefined;
  /** In the order of the comparison. */
  readonly compared: readonly ComparedEntry[];
  readonly draft: CommandDraft;
  /** Of the runs that were started from this page. */
  readonly startedCommands: Readonly<Record<RunId, StartedCommand>>;
  /** The step of the tour that is shown, from 0 on. */
  readonly tour: number | undefined;
  readonly dialog: 'shortcuts' | 'help' | 'about' | 'attach' | undefined;
  /** Grows each time the command field is to take the focus. */
  readonly focusRequests: number;
}

export type ViewStore = StoreApi<ViewState>;

/** @param remembered where the page was before it was loaded anew. */
export const createViewStore = (remembered: Partial<ViewState> = {}): ViewStore =>
  createStore<ViewState>(() => ({
    place: 'home',
    activeRun: undefined,
    stopping: [],
    killing: undefined,
    closing: undefined,
    lesson: undefined,
    compared: [],
    draft: emptyDraft,
    startedCommands: {},
    tour: undefined,
    dialog: undefined,
    focusRequests: 0,
    ...remembered,
  }));
