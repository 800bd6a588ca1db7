import { useTranslation } from 'react-i18next';
import { useRunName } from '../i18n/use-run-title';
import { useView } from '../store/hooks';
import { useActions, useStores } from '../store/stores-context';
import { RunQuestion } from './RunQuestion';

/** Asked before a run is killed, where the settings say so. */
export function KillDialog() {
  const { t } = useTranslation();
  const nameOf = useRunName();
  const { view } = useStores();
  const { kill } = useActions();
  return (
    <RunQuestion
      runId={useView(({ killing }) => killing)}
      title={(run) => t('header.killAsk', { title: nameOf(run) })}
      yes={t('header.kill')}
      onYes={(runId) => void kill(runId)}
      onClose={() => view.setState({ killing: undefined })}
    >
      {() => t('header.killDoubt')}
    </RunQuestion>
  );
}
