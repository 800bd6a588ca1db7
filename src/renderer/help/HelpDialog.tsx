import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { HelpPage } from './HelpPage';
import './help.css';

/** The page about the window, the same as in the documents, without leaving it. */
export function HelpDialog() {
  const { t } = useTranslation();
  const { open } = useActions();
  const isOpen = useView((view) => view.dialog === 'help');
  return (
    <Modal
      opened={isOpen}
      onClose={() => open(undefined)}
      title={t('command.help')}
      size={960}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <HelpPage />
    </Modal>
  );
}
