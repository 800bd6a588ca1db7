import { notifications } from '@mantine/notifications';
import IconCopy from '@tabler/icons-react/icons/IconCopy';
import type { i18n } from 'i18next';

/** As much of a text as shows which one it is. */
const SHOWN = 90;

/** Says what is on the clipboard. */
export function tellCopied(texts: i18n, text: string): void {
  const [line = ''] = text.split('\n');
  notifications.show({
    icon: <IconCopy size={16} aria-hidden />,
    title: texts.t('settings.copied'),
    message: <span className="notice-reason mono">{line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line}</span>,
    role: 'status',
    autoClose: 2500,
    closeButtonProps: { 'aria-label': texts.t('close') },
  });
}
