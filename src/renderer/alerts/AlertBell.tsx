import { Popover, UnstyledButton } from '@mantine/core';
import IconBell from '@tabler/icons-react/icons/IconBell';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useStores } from '../store/stores-context';
import { AlertList } from './AlertList';
import './alerts.css';

/** How many alerts nobody looked at, and the list of all. */
export function AlertBell() {
  const { t } = useTranslation('alert');
  const { alerts } = useStores();
  const unseen = useStore(alerts.store, (state) => state.unseen);
  const [isOpen, setOpen] = useState(false);
  // What comes while the list is open is looked at as it comes.
  const fresh = isOpen ? 0 : unseen;
  const change = (opened: boolean): void => {
    setOpen(opened);
    alerts.see();
  };
  return (
    <Popover opened={isOpen} onChange={change} position="bottom-end" width={380} trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton
          className="alert-bell"
          data-unseen={fresh > 0 || undefined}
          aria-label={fresh > 0 ? t('bellNew', { count: fresh }) : t('bell')}
          title={t('bell')}
          onClick={() => change(!isOpen)}
        >
          <IconBell size={17} stroke={1.6} aria-hidden />
          {fresh > 0 && (
            <span className="count-badge" aria-hidden>
              {fresh > 99 ? '99+' : fresh}
            </span>
          )}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="alert-panel" aria-label={t('bell')}>
        <AlertList onChosen={() => change(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
