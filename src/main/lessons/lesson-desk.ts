import { dirname, join } from 'node:path';
import type { Interpreter } from '../../shared/lesson/interpreter';
import type { ProgramRequest } from '../../shared/lesson/program-request';
import type { Hertz, Milliseconds } from '../../shared/units';
import { recordingsFolder } from '../runs/data-folder';
import { runtimeEnvironment } from '../runs/fork-companion';
import type { Run } from '../runs/run';
import type { RunService } from '../runs/run-service';
import { defaultInterpreter, findInterpreters } from './interpreters';
import { LessonLibrary } from './lesson-library';
import { ProgressFile } from './progress';
import { openWorkspace } from './workspace';

/** There is no Python on this machine. */
export class NoPythonError extends Error {
  override readonly name = 'NoPythonError';
  readonly id = 'noPython';
  readonly values = {};

  constructor() {
    super('Expected python3 on PATH, found none: the TypeScript program runs without it');
  }
}

/** A program that forgot to end is ended: nobody waits longer in a lesson. */
const LIMIT: Milliseconds = 120_000;
/**
 * Unbuffered, so that lines come in the order in which they are printed; without colours, which the
 * person's own environment may ask for, because a lesson reads what its program prints.
 */
const READABLE = {
  PYTHONUNBUFFERED: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHON_COLORS: '0',
  FORCE_COLOR: '0',
} as const;
/** How long a hang stays to be looked at. */
const LOOK: Milliseconds = 1500;

/** Lessons, as window and command line use them. */
export class LessonDesk {
  readonly library: LessonLibrary;
  readonly progress: ProgressFile;

  /** @param folder holds a teacher's lessons and the reader's progress. */
  constructor(folder: string = lessonsFolder()) {
    this.library = new LessonLibrary(folder);
    this.progress = new ProgressFile(join(folder, 'progress.json'));
  }

  interpreters(): Promise<readonly Interpreter[]> {
    return findInterpreters();
  }

  /**
   * Starts a program of a lesson as a run like any other.
   *
   * @throws {NoPythonError}; {@link ProgramSyntaxError} for TypeScript that cannot be read.
   */
  async start(service: RunService, request: ProgramRequest, hz: Hertz = 10): Promise<Run> {
    const command = await commandOf(request);
    const workspace = openWorkspace(request.language, request.source);
    try {
      const run = await service.startCommand(
        {
          argv: [...command, workspace.program],
          cwd: workspace.folder,
          env: { ...runtimeEnvironment, ...READABLE },
          shell: false,
          timeoutMs: LIMIT,
        },
        { record: false, hz },
      );
      void run.ended.then(workspace.remove);
      if (request.stopsAtHang) stopAtHang(run);
      return run;
    } catch (error) {
      workspace.remove();
      throw error;
    }
  }
}

async function commandOf({ language, interpreter }: ProgramRequest): Promise<readonly string[]> {
  if (language === 'typescript') return [process.execPath];
  const path = interpreter ?? (await defaultInterpreter())?.path;
  if (path === undefined) throw new NoPythonError();
  return [path];
}

function stopAtHang(run: Run): void {
  const leave = run.onBatch(({ events }) => {
    if (!events.some(({ type }) => type === 'hang')) return;
    leave();
    setTimeout(() => run.stop('kill'), LOOK).unref();
  });
}

/** Beside the recordings: see {@link recordingsFolder}. */
export function lessonsFolder(): string {
  return join(dirname(recordingsFolder()), 'lessons');
}
