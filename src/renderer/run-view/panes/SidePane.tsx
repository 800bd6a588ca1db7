import { type KeyboardEvent, useId } from 'react';
import { useRunFrame, useViewState } from '../run-context';
import { endedEarlyOf } from '../../../shared/picture/exit';
import { sideTabs } from '../view-store';
import { useSay } from '../words';
import { EventsPanel } from './EventsPanel';
import { OutputPanel } from './OutputPanel';
import { VerdictPanel } from './VerdictPanel';

const PANELS = { verdict: VerdictPanel, events: EventsPanel, output: OutputPanel } as const;

/** Why it ended, what happened, what it said. */
export function SidePane() {
  const say = useSay();
  const id = useId();
  const tab = useViewState((state) => state.tab);
  const openTab = useViewState((state) => state.openTab);
  const Panel = PANELS[tab];
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = sideTabs[(sideTabs.indexOf(tab) + step + sideTabs.length) % sideTabs.length] ?? tab;
    openTab(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <section className="rv-pane rv-side" aria-label={say('side.title')}>
      <div className="rv-tabs" role="tablist" aria-label={say('side.title')} onKeyDown={onKeyDown}>
        {sideTabs.map((name) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={tab === name}
            aria-controls={`${id}-panel`}
            tabIndex={tab === name ? 0 : -1}
            onClick={() => openTab(name)}
          >
            {say(`side.${name}`)}
            <TabCount name={name} />
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} className="rv-panel" role="tabpanel" aria-labelledby={`${id}-${tab}`}>
        <Panel />
      </div>
    </section>
  );
}

interface TabCountProps {
  readonly name: (typeof sideTabs)[number];
}

function TabCount({ name }: TabCountProps) {
  const { model } = useRunFrame().snapshot;
  const counts = {
    verdict: endedEarlyOf(model).length + model.hangs.length,
    events: model.listed.entries.length + model.listed.dropped,
    output: model.output.entries.length + model.output.dropped,
  };
  const count = counts[name];
  if (count === 0) return null;
  return <span className={name === 'verdict' ? 'count-badge' : 'rv-count'}>{count}</span>;
}
