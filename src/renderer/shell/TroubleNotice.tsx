import { notifications } from '@mantine/notifications';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import type { i18n } from 'i18next';
import type { Fault } from '../../shared/outcome';
import { faultText } from '../i18n/fault-text';
import type { Trouble } from '../store/tellers';

/** Shows a failure: what happened, why, what was kept and what to do. */
export function tellTrouble(texts: i18n, trouble: Trouble, fault: Fault): void {
  notifications.show({
    color: 'red',
    icon: <IconAlertTriangle size={18} aria-hidden />,
    title: texts.t(`trouble.${trouble}`),
    message: (
      <>
        <span className="notice-reason">{faultText(texts, fault)}</span>
        <span>{texts.t(`trouble.advice.${trouble}`)}</span>
      </>
    ),
    role: 'alert',
    autoClose: 12_000,
    closeButtonProps: { 'aria-label': texts.t('close') },
  });
}
