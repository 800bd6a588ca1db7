import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import { useActions, useStores } from '../store/stores-context';
import { RunQuestion } from './RunQuestion';

/** Asked before a run is killed, where the settings say so. */
export function KillDialog() {
  const { t } = useTranslation();
  const { view } = useStores();
  const { kill } = useActions();
  return (
    <RunQuestion
      runId={useView(({ killing }) => killing)}
      title={({ title }) => t('header.killAsk', { title })}
      yes={t('header.kill')}
      onYes={(runId) => void kill(runId)}
      onClose={() => view.setState({ killing: undefined })}
    >
      {() => t('header.killDoubt')}
    </RunQuestion>
  );
}
