import { type CSSProperties, Fragment, memo, type ReactNode } from 'react';
import {
  borderOf,
  defaultPaneLayout,
  movedBorder,
  movedSplit,
  type PaneName,
  type SplitName,
  shownPanes,
} from '../../../shared/pane-layout';
import { InTurn } from '../InTurn';
import { FirstChart, SecondChart } from '../charts/ChartPanes';
import { LanesPane } from '../lanes/LanesPane';
import { SidePane } from '../panes/SidePane';
import { TablesPane } from '../tables/TablesPane';
import type { Milliseconds } from '../../../shared/units';
import { useSay } from '../words';
import { Separator } from './Separator';
import { usePaneLayout } from './use-pane-layout';
import './layout.css';

/** What is told line by line is to be seen soon. */
const LISTS_REST: Milliseconds = 250;

/** The panes of a run above each other, as the person put them, with borders to move. */
export const PaneGrid = memo(function PaneGrid() {
  const say = useSay();
  const { layout, preview, keep } = usePaneLayout();
  const panes = shownPanes(layout);
  const rows = panes.map((pane) => `minmax(96px, ${layout.heights[pane]}fr)`).join(' 0 ');
  const splitOf = (name: SplitName): SplitProps => ({
    label: say(`panes.split.${name}`),
    value: layout.splits[name],
    onPreview: (value) => preview(movedSplit(layout, name, value)),
    onChange: (value) => keep(movedSplit(layout, name, value)),
    onReset: () => keep(movedSplit(layout, name, defaultPaneLayout.splits[name])),
  });
  const contents: Readonly<Record<PaneName, () => ReactNode>> = {
    charts: () => (
      <Split
        className="rv-charts"
        split={splitOf('charts')}
        left={
          <InTurn isPicture>
            <FirstChart />
          </InTurn>
        }
        right={
          <InTurn isPicture>
            <SecondChart />
          </InTurn>
        }
      />
    ),
    lanes: () => <LanesPane />,
    tables: () => (
      <Split
        className="rv-details"
        split={splitOf('tables')}
        left={
          <InTurn>
            <TablesPane />
          </InTurn>
        }
        right={
          <InTurn rest={LISTS_REST}>
            <SidePane />
          </InTurn>
        }
      />
    ),
  };
  return (
    <div className="rv-panes" style={{ '--rv-rows': rows } as CSSProperties}>
      {panes.map((pane, place) => {
        const upper = panes[place - 1];
        const pair = upper === undefined ? undefined : { upper, lower: pane };
        return (
          <Fragment key={pane}>
            {pair !== undefined && (
              <Separator
                label={say('panes.border', { upper: say(`panes.${pair.upper}`), lower: say(`panes.${pane}`) })}
                orientation="horizontal"
                value={borderOf(layout, pair.upper, pane)}
                onPreview={(value) => preview(movedBorder(layout, pair, value))}
                onChange={(value) => keep(movedBorder(layout, pair, value))}
                onReset={() => keep(movedBorder(layout, pair, borderOf(defaultPaneLayout, pair.upper, pane)))}
              />
            )}
            {contents[pane]()}
          </Fragment>
        );
      })}
    </div>
  );
});

interface SplitProps {
  readonly label: string;
  readonly value: number;
  readonly onPreview: (value: number) => void;
  readonly onChange: (value: number) => void;
  readonly onReset: () => void;
}

interface TwoPanesProps {
  readonly className: string;
  readonly split: SplitProps;
  readonly left: ReactNode;
  readonly right: ReactNode;
}

function Split({ className, split, left, right }: TwoPanesProps) {
  const columns = `minmax(180px, ${split.value}fr) 0 minmax(180px, ${1 - split.value}fr)`;
  return (
    <div className={className} style={{ '--rv-columns': columns } as CSSProperties}>
      {left}
      <Separator orientation="vertical" {...split} />
      {right}
    </div>
  );
}
