import { DEFAULT_DEMO } from '../../shared/demos';
import { tourSteps } from '../tour/tour-steps';
import type { createOpeningActions } from './opening-actions';
import type { Stores } from './stores';
import type { ViewActions } from './view-actions';

type Opening = Pick<ReturnType<typeof createOpeningActions>, 'startDemo'>;

/** The way through the program for who is new to it. */
export function createTourActions({ runs, view }: Stores, { show, go, change }: ViewActions, opening: Opening) {
  const end = (): void => {
    view.setState({ tour: undefined });
    void change({ tourSeen: true });
  };

  /** A step that speaks of a run shows the one looked at last, or starts the demo. */
  const toRun = async (): Promise<void> => {
    const open = runs.store.getState().runs;
    const run = open.find(({ runId }) => runId === view.getState().activeRun) ?? open.at(-1);
    if (run === undefined) await opening.startDemo(DEFAULT_DEMO);
    else show(run.runId);
  };

  return {
    startTour: (): void => {
      go('home');
      view.setState({ tour: 0, dialog: undefined });
    },

    /** Past either end it is over. */
    goToTourStep: async (place: number): Promise<void> => {
      const step = tourSteps[place];
      if (step === undefined) {
        end();
        return;
      }
      if (step.place === 'home') go('home');
      else await toRun();
      // The demo may not have started, which was told: the step would speak of nothing.
      if (view.getState().place === step.place) view.setState({ tour: place });
      else end();
    },

    endTour: end,
  };
}
