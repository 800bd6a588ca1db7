import { Button, Tooltip } from '@mantine/core';
import IconPlayerStopFilled from '@tabler/icons-react/icons/IconPlayerStopFilled';
import IconX from '@tabler/icons-react/icons/IconX';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import { useView } from '../store/hooks';
import { isRunning } from '../store/run-state';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';
import { AgainButtons } from './AgainButtons';
import { PauseButton } from './PauseButton';
import { WatchControls } from './WatchControls';
import { withKeys } from './WithKeys';

/** Stop and Kill, while there is something to end, then Again. Nothing is asked back: a run can be started again. */
export function RunControls({ run }: { readonly run: OpenRun }) {
  const { t } = useTranslation();
  const actions = useActions();
  const isStopping = useView(({ stopping }) => stopping.includes(run.runId));
  if (!isRunning(run)) return <AgainButtons run={run} />;
  if (run.model.started?.attachedTo !== undefined) return <WatchControls run={run} />;
  return (
    <div className="run-controls">
      <PauseButton run={run} />
      <Tooltip label={withKeys(t(isStopping ? 'header.stopAgainHint' : 'header.stopHint'), keysOf('stop'))} multiline>
        <Button
          variant="default"
          leftSection={<IconPlayerStopFilled size={12} aria-hidden />}
          onClick={() => void actions.stop(run.runId)}
        >
          {t(isStopping ? 'header.stopping' : 'header.stop')}
        </Button>
      </Tooltip>
      <Tooltip label={withKeys(t('header.killHint'), keysOf('kill'))}>
        <Button
          variant="default"
          className="button-bad"
          leftSection={<IconX size={14} stroke={2.2} aria-hidden />}
          onClick={() => actions.askToKill(run.runId)}
        >
          {t('header.kill')}
        </Button>
      </Tooltip>
    </div>
  );
}
