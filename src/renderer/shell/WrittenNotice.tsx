import { notifications } from '@mantine/notifications';
import IconCheck from '@tabler/icons-react/icons/IconCheck';
import type { i18n } from 'i18next';

/** Says where something was written. */
export function tellWritten(texts: i18n, path: string): void {
  notifications.show({
    color: 'teal',
    icon: <IconCheck size={18} aria-hidden />,
    title: texts.t('export.done'),
    message: <span className="notice-reason">{path}</span>,
    role: 'status',
    autoClose: 8000,
    closeButtonProps: { 'aria-label': texts.t('close') },
  });
}
