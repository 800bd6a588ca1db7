import { useClipboard } from '@mantine/hooks';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconCopy from '@tabler/icons-react/icons/IconCopy';
import { type Judged, judgementMarkdown } from '../../../shared/judgement-markdown';
import type { Milliseconds } from '../../../shared/units';
import { useRunFrame, useViewState } from '../run-context';
import { useSay } from '../words';
import { LessonLink } from './LessonLink';

interface CardActionsProps {
  readonly judged: Judged;
  readonly who: string;
  readonly t: Milliseconds;
  /** When it was known; `t` unless given. */
  readonly known?: Milliseconds;
  readonly traceback?: string | undefined;
}

/** Shown around a moment: enough to see what led to it. */
const AROUND: Milliseconds = 2000;

/** What can be done with a judgement: see its moment, see the output, take it along as Markdown. */
export function CardActions({ judged, who, t, known = t, traceback }: CardActionsProps) {
  const say = useSay();
  const { snapshot, replay } = useRunFrame();
  const show = useViewState((state) => state.show);
  const hover = useViewState((state) => state.hover);
  const openTab = useViewState((state) => state.openTab);
  const clipboard = useClipboard({ timeout: 2000 });
  const copy = (): void => {
    const sentence: Parameters<typeof judgementMarkdown>[1]['sentence'] = ({ id, values }) =>
      say(`verdict:${id}`, values);
    clipboard.copy(judgementMarkdown({ judged, who, t, model: snapshot.model, traceback }, { sentence, say }));
  };
  const Icon = clipboard.copied ? IconCheck : IconCopy;
  return (
    <div className="rv-tools rv-card-actions">
      <button
        type="button"
        className="rv-chip"
        onClick={() => {
          show({ kind: 'fixed', from: Math.max(0, t - AROUND), to: t + AROUND / 4 });
          hover(t);
        }}
      >
        {say('card.timeline')}
      </button>
      {replay !== undefined && (
        <button type="button" className="rv-chip" title={say('card.momentHelp')} onClick={() => replay.seek(known)}>
          {say('card.moment')}
        </button>
      )}
      <button type="button" className="rv-chip" onClick={() => openTab('output')}>
        {say('card.output')}
      </button>
      <LessonLink lesson={judged.lesson} />
      <span className="rv-spring" />
      <button type="button" className="rv-chip" onClick={copy}>
        <Icon size={12} aria-hidden /> {say(clipboard.copied ? 'card.copied' : 'card.copy')}
      </button>
    </div>
  );
}
