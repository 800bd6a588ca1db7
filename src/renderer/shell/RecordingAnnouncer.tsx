import { notifications } from '@mantine/notifications';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useRunTitle } from '../i18n/use-run-title';
import { useSay } from '../run-view/words';
import { isRunning } from '../store/run-state';
import { useStores } from '../store/stores-context';

/** Who looks elsewhere is told that a run is not recorded any more; the run itself says so in a bar. */
export function RecordingAnnouncer() {
  const { t } = useTranslation();
  const say = useSay();
  const titleOf = useRunTitle();
  const { runs: runStore, view } = useStores();
  const runs = useStore(runStore.store, (state) => state.runs);
  const told = useRef(new Set<string>());
  useEffect(() => {
    const { place, activeRun } = view.getState();
    for (const run of runs.filter(isRunning)) {
      const notice = run.model.notices.findLast(({ id }) => id.startsWith('recording-'));
      const key = `${run.runId} ${notice?.id}`;
      if (notice === undefined || told.current.has(key)) continue;
      told.current.add(key);
      if (place === 'run' && activeRun === run.runId) continue;
      notifications.show({
        color: 'yellow',
        icon: <IconAlertTriangle size={18} aria-hidden />,
        title: titleOf(run),
        message: `${say(`notice:${notice.id}`, notice.values)} · ${say('recording.goesOn')}`,
        role: 'alert',
        autoClose: false,
        closeButtonProps: { 'aria-label': t('close') },
      });
    }
  }, [runs, view, t, say, titleOf]);
  return null;
}
