import type { ComparableRun } from '../../shared/compare/comparable-run';
import type { Handlers } from '../../shared/ipc/contract';
import { readComparable } from '../runs/read-comparable';
import { exportName } from './export-run';
import type { RunDesk } from './run-desk';

interface CompareHandlerParts {
  readonly desk: RunDesk;
  readonly saveAs: (name: string) => Promise<string | undefined>;
  readonly writeComparison: (runs: readonly ComparableRun[], path: string) => Promise<void>;
}

/** Recordings remembered for writing what the page shows; each takes some hundred kilobytes. */
const MOST_HELD = 32;

/** Reading recordings side by side, and writing the comparison down. */
export function compareHandlers({
  desk,
  saveAs,
  writeComparison,
}: CompareHandlerParts): Pick<Handlers, 'readComparable' | 'exportComparison'> {
  // What is written is what the page was shown, although a live run went on meanwhile.
  const held = new Map<string, ComparableRun>();
  const read = async (path: string): Promise<ComparableRun> => {
    const run = await readComparable(await desk.service(), path);
    held.delete(path);
    held.set(path, run);
    for (const [oldest] of held) if (held.size > MOST_HELD) held.delete(oldest);
    return run;
  };
  return {
    readComparable: read,
    exportComparison: async (compared) => {
      const path = await saveAs(exportName(compared.map(({ label }) => label).join(' '), 'html'));
      if (path === undefined) return undefined;
      const runs: ComparableRun[] = [];
      for (const { path: file, label, workers } of compared) {
        const run = held.get(file) ?? (await read(file));
        runs.push({ ...run, facts: { ...run.facts, label, workers: workers ?? undefined } });
      }
      await writeComparison(runs, path);
      return path;
    },
  };
}
