import { Button, UnstyledButton } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import IconFolderOpen from '@tabler/icons-react/icons/IconFolderOpen';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { formatDuration } from '../../shared/format';
import type { RecordingEntry } from '../../shared/recording';
import type { EpochMilliseconds } from '../../shared/units';
import { demoTextsOf } from '../i18n/demo-texts';
import { keysOf } from '../palette/commands';
import { KeyCaps } from '../palette/KeyCaps';
import { StateIcon } from '../shell/StateIcon';
import { useData } from '../store/hooks';
import { isRunning } from '../store/run-state';
import { useActions, useStores } from '../store/stores-context';
import { ageOf, rowStateOf } from './recent-rows';

const SHOWN_AT_FIRST = 30;
const MINUTE = 60_000;

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
  readonly entry: RecordingEntry;
  readonly now: EpochMilliseconds;
}

function Row({ entry, now }: RowProps) {
  const { t } = useTranslation(['app', 'demo']);
  const actions = useActions();
  const isLive = useIsLive(entry);
  const state = isLive ? 'running' : rowStateOf(entry);
  const summary = useSummary(entry, isLive);
  const when = useAge(entry.startedAt, now);
  const { title } = demoTextsOf(t, entry.title);
  return (
    <li>
      <UnstyledButton
        className="recent-row"
        aria-label={t('recent.row', { title, summary, when })}
        onClick={() => void actions.openRecording(entry.path)}
      >
        <StateIcon state={state} size={15} />
        <span className="mono cut" title={title}>
          {title}
        </span>
        <span className="mono dim">{isLive ? '' : formatDuration(entry.durationMs)}</span>
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

function useIsLive({ runId }: RecordingEntry): boolean {
  const { store } = useStores().runs;
  return useStore(store, ({ runs }) => runs.some((run) => run.runId === runId && isRunning(run)));
}

function useSummary({ worst, isUnfinished, processes }: RecordingEntry, isLive: boolean): string {
  const { t } = useTranslation();
  if (isLive) return t('state.running');
  if (worst !== undefined) return t('recent.worst', { name: worst.name, cause: t(`cause.${worst.cause}`) });
  return isUnfinished ? t('recent.unfinished') : t('recent.allOk', { count: processes });
}

function useAge(then: EpochMilliseconds, now: EpochMilliseconds): string {
  const { t, i18n } = useTranslation();
  const age = ageOf(then, now);
  if (age === undefined) return t('recent.now');
  if (age === 'date') return new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(then);
  return new Intl.RelativeTimeFormat(i18n.language, { numeric: 'auto' }).format(-age.amount, age.unit);
}

/** The wall clock, once a minute: ages are told in minutes at least. */
function useMinutes(): EpochMilliseconds {
  const [now, setNow] = useState(() => Date.now());
  const { start, stop } = useInterval(() => setNow(Date.now()), MINUTE);
  useEffect(() => {
    start();
    return stop;
  }, [start, stop]);
  return now;
}
