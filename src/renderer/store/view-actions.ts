import type { SettingsPatch } from '../../shared/settings';
import type { RunId } from '../../shared/units';
import type { Tell } from './tellers';
import type { Stores } from './stores';
import type { Place, ViewState } from './view-store';

export type ViewActions = ReturnType<typeof createViewActions>;

/** Going somewhere, and changing how things look. */
export function createViewActions({ bridge, runs, view, data }: Stores, tell: Tell) {
  const show = (runId: RunId): void => view.setState({ place: 'run', activeRun: runId });
  return {
    show,
    go: (place: Place): void => view.setState({ place }),
    openLesson: (lesson: string): void => view.setState({ place: 'lessons', lesson }),
    open: (dialog: ViewState['dialog']): void => view.setState({ dialog }),
    newRun: (): void => view.setState((state) => ({ place: 'home', focusRequests: state.focusRequests + 1 })),

    /** @param by 1 is the run to the right of the active one, round about. */
    step: (by: 1 | -1): void => {
      const open = runs.store.getState().runs;
      const place = open.findIndex((run) => run.runId === view.getState().activeRun);
      const next = open[(Math.max(place, 0) + by + open.length) % open.length];
      if (next !== undefined) show(next.runId);
    },

    change: async (patch: SettingsPatch): Promise<void> => {
      const written = await bridge.call.writeSettings(patch);
      if (written.ok) data.setState({ settings: written.value });
      else tell('settings', written.fault);
    },
  };
}
