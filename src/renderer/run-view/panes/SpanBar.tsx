import { IconX, IconZoomIn } from '@tabler/icons-react';
import { formatClock, formatDuration } from '../../../shared/format';
import { useViewState } from '../run-context';
import { useReveal } from '../use-time-pointer';
import { useSay } from '../words';

/** The span that tables and figures speak of, and what can be done with it; nothing while none is selected. */
export function SpanBar() {
  const say = useSay();
  const span = useViewState((state) => state.span);
  const choose = useViewState((state) => state.choose);
  const reveal = useReveal();
  if (span === undefined) return null;
  return (
    <div className="rv-span-bar" role="status" data-testid="span-bar">
      <span>{say('span.selected', { length: formatDuration(span.to - span.from) })}</span>
      <span className="rv-mono">
        {formatClock(span.from)} – {formatClock(span.to)}
      </span>
      <button type="button" className="rv-chip" onClick={() => reveal(span)}>
        <IconZoomIn size={13} stroke={1.7} aria-hidden />
        {say('span.zoom')} <kbd>Enter</kbd>
      </button>
      <button type="button" className="rv-chip" onClick={() => choose(undefined)}>
        <IconX size={13} stroke={1.7} aria-hidden />
        {say('span.clear')} <kbd>Esc</kbd>
      </button>
    </div>
  );
}
