import { IconCopy, IconFileExport } from '@tabler/icons-react';
import { useSay } from '../words';
import type { PassingOn } from './use-passing-on';

interface TableToolsProps<Row> {
  readonly passingOn: PassingOn<Row>;
  /** What is copied: the marked rows, or all. */
  readonly chosen: () => readonly Row[];
  /** What is saved. */
  readonly all: readonly Row[];
}

/** Copy and save, for every table alike. */
export function TableTools<Row>({ passingOn, chosen, all }: TableToolsProps<Row>) {
  const say = useSay();
  return (
    <>
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
