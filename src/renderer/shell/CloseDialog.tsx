import { useTranslation } from 'react-i18next';
import { useRunName } from '../i18n/use-run-title';
import { useView } from '../store/hooks';
import { useActions, useStores } from '../store/stores-context';
import { RunQuestion } from './RunQuestion';

/** Asked before the tab of a run is closed that still goes on. */
export function CloseDialog() {
  const { t } = useTranslation();
  const nameOf = useRunName();
  const { view } = useStores();
  const { stopAndClose } = useActions();
  return (
    <RunQuestion
      runId={useView(({ closing }) => closing)}
      title={(run) => t('header.closeAsk', { title: nameOf(run) })}
      yes={t('header.closeYes')}
      onYes={(runId) => void stopAndClose(runId)}
      onClose={() => view.setState({ closing: undefined })}
    >
      {({ model }) => t(model.started?.attachedTo === undefined ? 'header.closeDoubt' : 'header.closeWatched')}
    </RunQuestion>
  );
}
