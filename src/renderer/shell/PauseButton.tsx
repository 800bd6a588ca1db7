import { Button, Tooltip } from '@mantine/core';
import IconPlayerPauseFilled from '@tabler/icons-react/icons/IconPlayerPauseFilled';
import IconPlayerPlayFilled from '@tabler/icons-react/icons/IconPlayerPlayFilled';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';
import { withKeys } from './WithKeys';

/** Stops every process of the run where it stands, and sets all going again. */
export function PauseButton({ run }: { readonly run: OpenRun }) {
  const { t } = useTranslation();
  const actions = useActions();
  const isPaused = run.model.pausedMs !== undefined;
  const Icon = isPaused ? IconPlayerPlayFilled : IconPlayerPauseFilled;
  return (
    <Tooltip label={withKeys(t(isPaused ? 'header.resumeHint' : 'header.pauseHint'), keysOf('pause'))} multiline>
      <Button
        variant="default"
        leftSection={<Icon size={12} aria-hidden />}
        onClick={() => void actions.togglePause(run.runId)}
      >
        {t(isPaused ? 'header.resume' : 'header.pause')}
      </Button>
    </Tooltip>
  );
}
