/** What the lists of recordings say of one. */
import { useInterval } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ListedRecording, RecordingEntry } from '../../shared/recording';
import type { EpochMilliseconds } from '../../shared/units';
import { ageOf, type RowState, rowStateOf } from '../home/recent-rows';
import { demoTextsOf } from '../i18n/demo-texts';
import { isRunning } from '../store/run-state';
import { useStores } from '../store/stores-context';

const MINUTE = 60_000;

export interface RowWords {
  readonly state: RowState | 'running';
  readonly title: string;
  readonly summary: string;
  readonly when: string;
}

export function useRowWords(entry: ListedRecording, now: EpochMilliseconds): RowWords {
  const { t } = useTranslation(['app', 'demo']);
  const isLive = useIsLive(entry);
  const summary = useSummary(entry, isLive);
  const when = useAge(entry.startedAt, now);
  const title = entry.marks.name === '' ? demoTextsOf(t, entry.title).title : entry.marks.name;
  return { state: isLive ? 'running' : rowStateOf(entry), title, summary, when };
}

/** Whether the run of a recording goes on in this window. */
export function useIsLive({ runId }: RecordingEntry): boolean {
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
export function useMinutes(): EpochMilliseconds {
  const [now, setNow] = useState(() => Date.now());
  const { start, stop } = useInterval(() => setNow(Date.now()), MINUTE);
  useEffect(() => {
    start();
    return stop;
  }, [start, stop]);
  return now;
}
