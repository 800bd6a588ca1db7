import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Mark } from '../shell/Mark';
import { useData, useView } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { CopyButton } from './CopyButton';

/** Name, purpose and versions, to be copied into a report of a fault. */
export function AboutDialog() {
  const { t } = useTranslation();
  const { open } = useActions();
  const isOpen = useView((view) => view.dialog === 'about');
  const { version, versions, platform } = useData(({ facts }) => facts);
  const lines = [
    `Joinscope ${version}`,
    ...Object.entries(versions).map(([name, number]) => `${name} ${number}`),
    platform,
  ];
  return (
    <Modal
      opened={isOpen}
      onClose={() => open(undefined)}
      title={t('about.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <div className="about">
        <Mark size={44} />
        <p>{t('about.what')}</p>
        <pre className="mono">{lines.join('\n')}</pre>
        <CopyButton text={lines.join('\n')} label={t('about.copy')} />
      </div>
    </Modal>
  );
}
