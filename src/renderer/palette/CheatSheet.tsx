import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { commandIds, keysOf } from '../../shared/window-commands';
import { KeyCaps } from './KeyCaps';

/** All keys at one look. */
export function CheatSheet() {
  const { t } = useTranslation();
  const { open } = useActions();
  const isOpen = useView((view) => view.dialog === 'shortcuts');
  return (
    <Modal
      opened={isOpen}
      onClose={() => open(undefined)}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <dl className="cheat-sheet">
        {commandIds
          .filter((id) => keysOf(id) !== undefined)
          .map((id) => (
            <div key={id}>
              <dt>{t(`command.${id}`)}</dt>
              <dd>
                <KeyCaps keys={keysOf(id)} />
              </dd>
            </div>
          ))}
      </dl>
      <p className="dim">{t('shortcuts.lead')}</p>
    </Modal>
  );
}
