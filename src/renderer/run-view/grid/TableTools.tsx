import { IconCopy, IconFileExport, IconHistory } from '@tabler/icons-react';
import { formatClock } from '../../../shared/format';
import type { Milliseconds } from '../../../shared/units';
import { useSay } from '../words';
import type { PassingOn } from './use-passing-on';

interface TableToolsProps<Row> {
  readonly passingOn: PassingOn<Row>;
  /** What is copied: the marked rows, or all. */
  readonly chosen: () => readonly Row[];
  /** What is saved. */
  readonly all: readonly Row[];
  /** Of the row that is gone to; `undefined` where it has none. */
  readonly moment: Milliseconds | undefined;
  readonly onMoment: () => void;
}

/** To the row's moment, copy and save, for every table alike. */
export function TableTools<Row>({ passingOn, chosen, all, moment, onMoment }: TableToolsProps<Row>) {
  const say = useSay();
  return (
    <>
      <button
        type="button"
        className="rv-icon-button"
        disabled={moment === undefined}
        aria-label={say('grid.moment')}
        title={moment === undefined ? say('grid.momentNone') : say('grid.momentHelp', { time: formatClock(moment) })}
        onClick={onMoment}
      >
        <IconHistory size={15} stroke={1.6} aria-hidden />
      </button>
      <button
        type="button"
        className="rv-icon-button"
        disabled={all.length === 0}
        aria-label={say('grid.copy')}
        title={say('grid.copyHelp')}
        onClick={() => passingOn.copy(chosen())}
      >
        <IconCopy size={15} stroke={1.6} aria-hidden />
      </button>
      <button
        type="button"
        className="rv-icon-button"
        disabled={all.length === 0}
        aria-label={say('grid.save')}
        title={say('grid.saveHelp')}
        onClick={() => passingOn.save(all)}
      >
        <IconFileExport size={15} stroke={1.6} aria-hidden />
      </button>
    </>
  );
}
