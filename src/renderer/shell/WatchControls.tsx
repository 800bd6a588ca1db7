import { Button, Menu, Tooltip } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/icons/IconChevronDown';
import IconEyeOff from '@tabler/icons-react/icons/IconEyeOff';
import { useTranslation } from 'react-i18next';
import { runSignals } from '../../shared/ipc/contract';
import { keysOf } from '../../shared/window-commands';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';
import { PauseButton } from './PauseButton';
import { withKeys } from './WithKeys';

/** Of a program that was running before: the watch can be ended; the program gets a signal only when that is chosen. */
export function WatchControls({ run }: { readonly run: OpenRun }) {
  const { runId } = run;
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <div className="run-controls">
      <PauseButton run={run} />
      <Tooltip label={withKeys(t('header.unwatchHint'), keysOf('stop'))} multiline>
        <Button
          variant="default"
          leftSection={<IconEyeOff size={14} aria-hidden />}
          onClick={() => void actions.stop(runId)}
        >
          {t('header.unwatch')}
        </Button>
      </Tooltip>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('header.signal')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {runSignals.map((signal) => (
            <Menu.Item key={signal} onClick={() => void actions.signal(runId, signal)}>
              <span className="mono">{signal}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
