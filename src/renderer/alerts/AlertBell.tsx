import { Popover, UnstyledButton } from '@mantine/core';
import IconBell from '@tabler/icons-react/icons/IconBell';
import { useEffect, useState } from 'react';
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
  useEffect(() => {
    if (isOpen && unseen > 0) alerts.see();
  }, [alerts, isOpen, unseen]);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={380} trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton
          className="alert-bell"
          data-unseen={unseen > 0 || undefined}
          aria-label={unseen > 0 ? t('bellNew', { count: unseen }) : t('bell')}
          title={t('bell')}
          onClick={() => setOpen(!isOpen)}
        >
          <IconBell size={17} stroke={1.6} aria-hidden />
          {unseen > 0 && <span aria-hidden>{unseen > 99 ? '99+' : unseen}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className="alert-panel" aria-label={t('bell')}>
        <AlertList onChosen={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
