import type { ProcessRow } from '../../../shared/model/process-row';
import { useViewState } from '../run-context';
import type { LaneRow } from '../selectors/lane-rows';

interface LaneTip {
  readonly order: readonly LaneRow[];
  /** The lanes have the keyboard. */
  readonly isFocused: boolean;
  /** Where the pointer is, when it is here. CSS pixels. */
  readonly pointedY: number | undefined;
  readonly rowHeight: number;
  readonly scrollTop: number;
}

/** The process that is told of at the crosshair: the one under the pointer, or by keys the selected one; and where. */
export function useLaneTip(tip: LaneTip): { readonly row: ProcessRow; readonly y: number } | undefined {
  const { order, isFocused, pointedY, rowHeight, scrollTop } = tip;
  const selected = useViewState((state) => state.selected);
  if (pointedY !== undefined) {
    const pointed = order[Math.floor((pointedY + scrollTop) / rowHeight)];
    return pointed?.kind === 'process' ? { row: pointed.row, y: pointedY } : undefined;
  }
  if (!isFocused || selected === undefined) return undefined;
  const place = order.findIndex((one) => one.kind === 'process' && one.row.index === selected);
  const lane = order[place];
  return lane?.kind === 'process' ? { row: lane.row, y: (place + 0.5) * rowHeight - scrollTop } : undefined;
}
