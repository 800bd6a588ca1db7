import { demoNameSchema } from '../../shared/demos';
import { quoteArgument } from '../../shared/quote-argument';
import type { RunId } from '../../shared/units';
import type { createOpeningActions } from './opening-actions';
import { isRunning } from './run-state';
import type { OpenRun } from './run-store';
import type { Stores } from './stores';
import type { ViewActions } from './view-actions';
import { type CommandDraft, emptyDraft, type StartedCommand } from './view-store';

/** How a run can be run again: `exactly` as it was, or only after a look at the form. */
export type Repeat = 'exactly' | 'from-form' | undefined;

/** A recording's arguments lack their secrets, so they go to the form and are not run as they stand. */
export function repeatOf(run: OpenRun, known: StartedCommand | undefined): Repeat {
  const { started } = run.model;
  if (isRunning(run) || started === undefined || started.attachedTo !== undefined) return undefined;
  return known !== undefined || demoNameSchema.safeParse(started.demo).success ? 'exactly' : 'from-form';
}

/** The form as it would have to be filled in for a run. */
export function draftOf({ model }: OpenRun): CommandDraft {
  const { argv = [], cwd = '', shell = false } = model.started ?? {};
  return { ...emptyDraft, line: shell ? (argv[0] ?? '') : argv.map(quoteArgument).join(' '), cwd, shell };
}

type Opening = Pick<ReturnType<typeof createOpeningActions>, 'startCommand' | 'startDemo'>;

/** Running again what was run. */
export function createAgainActions({ runs, view }: Stores, { newRun }: ViewActions, opening: Opening) {
  const find = (runId: RunId): OpenRun | undefined => runs.store.getState().runs.find((run) => run.runId === runId);
  const changeAndRun = (runId: RunId): void => {
    const run = find(runId);
    if (run === undefined) return;
    view.setState({ draft: view.getState().startedCommands[runId]?.draft ?? draftOf(run) });
    newRun();
  };
  return {
    changeAndRun,

    /** Runs the same again; what cannot be repeated as it was is put into the form. */
    runAgain: async (runId: RunId): Promise<void> => {
      const run = find(runId);
      if (run === undefined) return;
      const demo = demoNameSchema.safeParse(run.model.started?.demo);
      if (demo.success) return opening.startDemo(demo.data);
      const known = view.getState().startedCommands[runId];
      const started = known === undefined ? undefined : await opening.startCommand(known.command, known.draft);
      // Refused now (its folder is gone): the form says why when it is run from there.
      if (started?.ok !== true) changeAndRun(runId);
    },
  };
}
