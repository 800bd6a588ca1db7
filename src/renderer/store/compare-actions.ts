import type { ListedRecording } from '../../shared/recording';
import type { RunId } from '../../shared/units';
import type { Tell, TellWritten } from './tellers';
import { isRunning } from './run-state';
import type { OpenRun } from './run-store';
import type { Stores } from './stores';
import type { ComparedEntry } from './view-store';

/** The recording by which an open run can be compared: that of one that is over. */
export const comparablePathOf = (run: OpenRun | undefined): string | undefined =>
  run === undefined || isRunning(run) ? undefined : run.path;

/** Putting runs side by side. */
export function createCompareActions({ bridge, view, data, runs }: Stores, tell: Tell, tellWritten: TellWritten) {
  const change = (path: string, patch: Partial<ComparedEntry>): void =>
    view.setState(({ compared }) => ({
      compared: compared.map((entry) => (entry.path === path ? { ...entry, ...patch } : entry)),
    }));
  const leave = (path: string): void =>
    view.setState(({ compared }) => ({ compared: compared.filter((entry) => entry.path !== path) }));
  const read = async (path: string): Promise<void> => {
    const answer = await bridge.call.readComparable(path);
    if (answer.ok) change(path, { run: answer.value });
    else {
      tell('open', answer.fault);
      leave(path);
    }
  };

  /** Adds recordings to those that are compared, the oldest first, and goes there. */
  const compare = async (paths: readonly string[]): Promise<void> => {
    const { compared } = view.getState();
    const added = oldestFirst(data.getState().recordings ?? [], paths).filter((path) => !isAmong(compared, path));
    view.setState({ place: 'compare', compared: [...compared, ...added.map(entryOf)] });
    // One after the other: each is read in main, and the first figures come the sooner.
    for (const path of added) await read(path);
  };

  return {
    compare,
    /** Adds an open run. */
    compareRun: async (runId: RunId): Promise<void> => {
      const path = comparablePathOf(runs.store.getState().runs.find((run) => run.runId === runId));
      if (path !== undefined) await compare([path]);
    },
    leaveComparison: leave,
    clearComparison: (): void => view.setState({ compared: [] }),
    /** @param workers `undefined`: what the run itself tells. */
    setWorkers: (path: string, workers: number | undefined): void => change(path, { workers }),
    chooseCompared: async (): Promise<void> => {
      const chosen = await bridge.call.chooseRecording();
      if (!chosen.ok) tell('open', chosen.fault);
      else if (chosen.value !== undefined) await compare([chosen.value]);
    },
    /** The person is asked where; cancelling is no failure and says nothing. */
    exportComparison: async (
      runs: readonly { readonly path: string; readonly label: string; readonly workers: number | undefined }[],
    ): Promise<void> => {
      const named = runs.map(({ path, label, workers }) => ({ path, label, workers: workers ?? null }));
      const written = await bridge.call.exportComparison(named);
      if (!written.ok) tell('export', written.fault);
      else if (written.value !== undefined) tellWritten(written.value);
    },
  };
}

const isAmong = (compared: readonly ComparedEntry[], path: string): boolean =>
  compared.some((entry) => entry.path === path);
const entryOf = (path: string): ComparedEntry => ({ path, workers: undefined, run: undefined });

/** Each path once; those that are not listed come last. */
function oldestFirst(recordings: readonly ListedRecording[], paths: readonly string[]): readonly string[] {
  const startOf = new Map(recordings.map(({ path, startedAt }) => [path, startedAt]));
  const start = (path: string): number => startOf.get(path) ?? Number.MAX_VALUE;
  return [...new Set(paths)].sort((a, b) => start(a) - start(b));
}
