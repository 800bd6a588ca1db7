import { readlinkSync } from 'node:fs';
import { hasEnded } from '../../shared/model/process-row';
import type { FaultValues, ToldError } from '../../shared/outcome';
import type { ProcessTarget } from '../../shared/run-action';
import type { Run } from './run';

/** A process has no folder that may be shown. */
class NoFolderError extends Error implements ToldError {
  override readonly name = 'NoFolderError';
  readonly id: 'folder-of-recording' | 'process-unknown';
  readonly values: FaultValues;

  constructor(id: NoFolderError['id'], pid: number) {
    super(
      id === 'process-unknown'
        ? `There is no process ${pid} in this run`
        : 'A recording may come from another machine: its folders are not opened',
    );
    this.id = id;
    this.values = { pid };
  }
}

/**
 * Where a process of a run works: its own directory while it lives, the run's afterwards.
 *
 * @throws {NoFolderError} for a process that the run does not have, and for a recording: a path
 *   that somebody else wrote is not opened.
 */
export function folderOfProcess(run: Run, { pid, startTicks }: ProcessTarget): string {
  if (!run.isLive) throw new NoFolderError('folder-of-recording', pid);
  const row = run.model.processes.findLast((one) => one.pid === pid && (one.startTicks ?? null) === startTicks);
  const cwd = run.model.started?.cwd;
  if (row === undefined || cwd === undefined) throw new NoFolderError('process-unknown', pid);
  if (hasEnded(row)) return cwd;
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // It has just ended, or the system does not tell.
    return cwd;
  }
}
