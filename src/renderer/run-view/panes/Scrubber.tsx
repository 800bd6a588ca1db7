import { IconArrowsHorizontal, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import { useMemo } from 'react';
import { formatClock } from '../../../shared/format';
import { PanesMenu } from '../layout/PanesMenu';
import { InTurn, REST } from '../InTurn';
import { useRunFrame } from '../run-context';
import { isFollowing, timeOfPixel, WHOLE_RUN, zoomed } from '../../../shared/picture/time-window';
import { useReveal } from '../use-time-pointer';
import { ReplayButtons } from '../../replay/ReplayButtons';
import { useSize } from '../use-size';
import { useSay } from '../words';
import { ScrubberTrack } from './ScrubberTrack';

const ZOOM = 2;

/** The whole run below everything: which stretch of it the pictures show, and whether they follow it. */
function Scrubber() {
  const say = useSay();
  const { store, snapshot, whole, replay, view, window } = useRunFrame();
  const [ref, size] = useSize();
  const reveal = useReveal();
  const { now } = whole.model;
  const isWhole = view.kind === 'all';
  const middle = useMemo(
    () => (isFollowing(view) && snapshot.isLive ? window.to : (window.from + window.to) / 2),
    [view, window, snapshot],
  );
  return (
    <section className="rv-scrubber" aria-label={say('scrub.title')}>
      {replay !== undefined && <ReplayButtons controls={replay} whole={whole.model} />}
      <span className="rv-scrub-time rv-mono">{isWhole ? formatClock(0) : formatClock(window.from)}</span>
      <div className="rv-scrub-body" ref={ref}>
        {size !== undefined && <ScrubberTrack size={size} />}
      </div>
      <span className="rv-scrub-time rv-mono">{formatClock(isWhole ? now : window.to)}</span>
      <div className="rv-scrub-tools">
        <button
          type="button"
          className="rv-icon-button"
          aria-label={say('scrub.zoomIn')}
          title={say('scrub.zoomIn')}
          onClick={() => reveal(zoomed(window, 1 / ZOOM, middle))}
        >
          <IconZoomIn size={16} stroke={1.6} aria-hidden />
        </button>
        <button
          type="button"
          className="rv-icon-button"
          aria-label={say('scrub.zoomOut')}
          title={say('scrub.zoomOut')}
          disabled={isWhole}
          onClick={() => reveal(zoomed(window, ZOOM, middle))}
        >
          <IconZoomOut size={16} stroke={1.6} aria-hidden />
        </button>
        <button
          type="button"
          className="rv-icon-button"
          aria-label={say('scrub.whole')}
          title={say('scrub.whole')}
          disabled={isWhole}
          onClick={() => store.getState().show(WHOLE_RUN)}
        >
          <IconArrowsHorizontal size={16} stroke={1.6} aria-hidden />
        </button>
        <PanesMenu />
        <EndButton />
      </div>
    </section>
  );
}

/** Drawn once what is new is as wide as a pixel. */
export function ScrubberInTurn() {
  const { whole } = useRunFrame();
  return <InTurn rest={Math.min(REST, timeOfPixel({ from: 0, to: whole.model.now }))}>{scrubber}</InTurn>;
}

const scrubber = <Scrubber />;

/** Pressed while the newest moment is shown and followed; a press goes back to it. */
function EndButton() {
  const say = useSay();
  const { store, whole, replay, view, window } = useRunFrame();
  const isPast = replay?.at !== undefined;
  if (!whole.isLive && !isPast) return <span className="rv-live rv-live-over">{say('scrub.over')}</span>;
  const follows = whole.isLive && !isPast && isFollowing(view);
  return (
    <button
      type="button"
      className="rv-live"
      aria-pressed={follows}
      title={say(whole.isLive ? 'scrub.liveHelp' : 'scrub.endHelp')}
      onClick={() => {
        replay?.goToEnd();
        if (whole.isLive && !isFollowing(view)) store.getState().show({ kind: 'last', span: window.to - window.from });
      }}
    >
      <i aria-hidden />
      {say(whole.isLive ? 'scrub.live' : 'scrub.end')}
    </button>
  );
}
