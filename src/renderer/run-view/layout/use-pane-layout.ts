import { useState } from 'react';
import type { PaneLayout } from '../../../shared/pane-layout';
import { useData } from '../../store/hooks';
import { useActions } from '../../store/stores-context';

interface Layouting {
  readonly layout: PaneLayout;
  /** Shows a layout while a border is dragged. */
  readonly preview: (layout: PaneLayout) => void;
  /** Keeps it in the settings. */
  readonly keep: (layout: PaneLayout) => void;
}

/** How the panes stand, for all runs alike. */
export function usePaneLayout(): Layouting {
  const actions = useActions();
  const kept = useData(({ settings }) => settings.paneLayout);
  const [draft, setDraft] = useState<PaneLayout>();
  const keep = async (paneLayout: PaneLayout): Promise<void> => {
    setDraft(paneLayout);
    await actions.change({ paneLayout });
    setDraft(undefined);
  };
  return { layout: draft ?? kept, preview: setDraft, keep: (layout) => void keep(layout) };
}
