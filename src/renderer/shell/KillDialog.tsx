import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRun, useView } from '../store/hooks';
import { isRunning } from '../store/run-state';
import { useActions, useStores } from '../store/stores-context';

/** Asked before a run is killed, where the settings say so. */
export function KillDialog() {
  const { t } = useTranslation();
  const { view } = useStores();
  const actions = useActions();
  const run = useRun(useView(({ killing }) => killing));
  const close = (): void => view.setState({ killing: undefined });
  const isOpen = run !== undefined && isRunning(run);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('header.killAsk', { title: run?.title ?? '' })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p>{t('header.killDoubt')}</p>
      <div className="door-buttons">
        <Button
          variant="default"
          className="button-bad"
          data-autofocus
          onClick={() => {
            close();
            if (run !== undefined) void actions.kill(run.runId);
          }}
        >
          {t('header.kill')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('header.cancel')}
        </Button>
      </div>
    </Modal>
  );
}
