import { Popover } from '@mantine/core';
import { useState } from 'react';
import type { ChartSeries } from '../../../shared/picture/chart-data';
import { useSay } from '../words';
import { LegendEntry } from './LegendEntry';

interface LegendMenuProps {
  readonly series: readonly ChartSeries[];
  readonly nameOf: (series: ChartSeries) => string;
  /** How many have no room in the line. */
  readonly hidden: number;
}

/** Every series of a chart as a list, behind the number of those that the line cannot show. */
export function LegendMenu({ series, nameOf, hidden }: LegendMenuProps) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const words = say('chart.legendMore', { count: hidden });
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          className="rv-legend-more"
          aria-label={words}
          title={words}
          aria-haspopup="dialog"
          onClick={() => setOpen(!isOpen)}
        >
          +{hidden}
        </button>
      </Popover.Target>
      <Popover.Dropdown className="rv-legend-menu" aria-label={say('chart.legendAll')}>
        {/* Series that are no processes have no button: the list itself takes the focus, and scrolls by keys. */}
        <ul tabIndex={0} data-autofocus>
          {series.map((one) => (
            <li key={one.key}>
              <LegendEntry one={one} name={nameOf(one)} />
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
