import IconCheck from '@tabler/icons-react/icons/IconCheck';
import IconFolderSymlink from '@tabler/icons-react/icons/IconFolderSymlink';
import IconPinFilled from '@tabler/icons-react/icons/IconPinFilled';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatDuration } from '../../shared/format';
import type { ListedRecording } from '../../shared/recording';
import type { EpochMilliseconds } from '../../shared/units';
import { StateIcon } from '../shell/StateIcon';
import { useActions } from '../store/stores-context';
import { useRowWords } from './row-words';

export const rowId = (index: number): string => `run-row-${index}`;

interface RunRowProps {
  readonly entry: ListedRecording;
  readonly now: EpochMilliseconds;
  readonly index: number;
  readonly count: number;
  /** CSS pixels. */
  readonly top: number;
  readonly isCurrent: boolean;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onToggle: () => void;
}

/** One recording; a click points at it, a double click opens it, a click on its box chooses it. */
export function RunRow({ entry, now, index, count, top, isCurrent, isChosen, onPoint, onToggle }: RunRowProps) {
  const { t } = useTranslation(['runs', 'report']);
  const actions = useActions();
  const { state, title, summary, when } = useRowWords(entry, now);
  const { isPinned, tags } = entry.marks;
  return (
    <div
      id={rowId(index)}
      className="runs-row"
      role="option"
      aria-selected={isChosen}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={[t('row', { title, summary, when }), ...(isPinned ? [t('isPinned')] : []), ...tags].join(
        t('separator', { ns: 'report' }),
      )}
      data-current={isCurrent || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        onPoint();
        if (event.ctrlKey || event.metaKey) onToggle();
      }}
      onDoubleClick={() => void actions.openRecording(entry.path)}
    >
      <span
        className="runs-box"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onPoint();
          onToggle();
        }}
        onDoubleClick={(event) => event.stopPropagation()}
      >
        {isChosen && <IconCheck size={12} stroke={3} />}
      </span>
      <StateIcon state={state} size={15} />
      <span className="runs-name">
        <span className="mono cut" title={entry.title}>
          {title}
        </span>
        {isPinned && <IconPinFilled className="runs-pin" size={13} aria-hidden />}
        {entry.isElsewhere && <IconFolderSymlink className="runs-mark" size={14} aria-label={t('isElsewhere')} />}
        {tags.map((tag) => (
          <span key={tag} className="runs-tag cut">
            {tag}
          </span>
        ))}
      </span>
      <span className="mono dim runs-number">{state === 'running' ? '' : formatDuration(entry.durationMs)}</span>
      <span className={`cut recent-${state}`} title={summary}>
        {summary}
      </span>
      <span className="mono dim runs-number runs-size">{state === 'running' ? '' : formatBytes(entry.sizeBytes)}</span>
      <time className="dim runs-number" dateTime={new Date(entry.startedAt).toISOString()}>
        {when}
      </time>
    </div>
  );
}
