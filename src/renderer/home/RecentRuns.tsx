import { Button, UnstyledButton } from '@mantine/core';
import IconFolderOpen from '@tabler/icons-react/icons/IconFolderOpen';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../shared/format';
import type { ListedRecording } from '../../shared/recording';
import type { EpochMilliseconds } from '../../shared/units';
import { keysOf } from '../../shared/window-commands';
import { KeyCaps } from '../palette/KeyCaps';
import { RecoverBar } from '../runs/RecoverBar';
import { useMinutes, useRowWords } from '../runs/row-words';
import { StateIcon } from '../shell/StateIcon';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';

const SHOWN_AT_FIRST = 30;

/** The runs so far, newest first, each with what came of it. */
export function RecentRuns() {
  const { t } = useTranslation();
  const actions = useActions();
  const recordings = useData((data) => data.recordings);
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const now = useMinutes();
  const more = (recordings?.length ?? 0) - shown;
  return (
    <section className="recent" aria-labelledby="recent">
      <header className="recent-head">
        <h2 id="recent">{t('recent.title')}</h2>
        <span className="recent-space" />
        <Button
          variant="default"
          leftSection={<IconFolderOpen size={14} aria-hidden />}
          rightSection={<KeyCaps keys={keysOf('open-recording') ?? ''} />}
          onClick={() => void actions.chooseRecording()}
        >
          {t('recent.open')}
        </Button>
        <span className="dim">{t('recent.dropHint')}</span>
      </header>
      <RecoverBar all={recordings ?? []} />
      {recordings === undefined && <p className="recent-empty dim">{t('recent.loading')}</p>}
      {recordings?.length === 0 && (
        <div className="recent-empty">
          <strong>{t('recent.empty')}</strong>
          <span>{t('recent.emptyHint')}</span>
        </div>
      )}
      {recordings !== undefined && recordings.length > 0 && (
        <ul className="recent-rows">
          {recordings.slice(0, shown).map((entry) => (
            <Row key={entry.path} entry={entry} now={now} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <Button variant="subtle" onClick={() => setShown(shown + more)}>
          {t('recent.more', { count: more })}
        </Button>
      )}
    </section>
  );
}

interface RowProps {
  readonly entry: ListedRecording;
  readonly now: EpochMilliseconds;
}

function Row({ entry, now }: RowProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const { state, title, summary, when } = useRowWords(entry, now);
  return (
    <li>
      <UnstyledButton
        className="recent-row"
        aria-label={t('recent.row', { title, summary, when })}
        onClick={() => void actions.openRecording(entry.path)}
      >
        <StateIcon state={state} size={15} />
        <span className="mono cut" title={entry.title}>
          {title}
        </span>
        <span className="mono dim">{state === 'running' ? '' : formatDuration(entry.durationMs)}</span>
        <span className={`cut recent-summary recent-${state}`} title={summary}>
          {summary}
        </span>
        <time className="dim" dateTime={new Date(entry.startedAt).toISOString()}>
          {when}
        </time>
      </UnstyledButton>
    </li>
  );
}
