import { Modal, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { faultText } from '../i18n/fault-text';
import { useView } from '../store/hooks';
import { useActions } from '../store/stores-context';
import './attach.css';
import { findRunning, MAX_FOUND } from './find-running';
import { RunningRow } from './RunningRow';
import { useRunning } from './use-running';

/** Chooses a program that runs already, to watch it. */
export function AttachDialog() {
  const { t } = useTranslation();
  const { open } = useActions();
  const isOpen = useView((view) => view.dialog === 'attach');
  return (
    <Modal
      opened={isOpen}
      onClose={() => open(undefined)}
      title={t('attach.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {isOpen && <Picker />}
    </Modal>
  );
}

function Picker() {
  const { t, i18n } = useTranslation();
  const { attach, open } = useActions();
  const [search, setSearch] = useState('');
  const { processes, fault } = useRunning(true);
  const found = useMemo(() => findRunning(processes ?? [], search), [processes, search]);
  const [first] = found;
  const choose = (one: typeof first): void => {
    if (one === undefined) return;
    open(undefined);
    void attach(one);
  };
  return (
    <div className="attach">
      <p className="attach-lead">{t('attach.lead')}</p>
      <TextInput
        type="search"
        data-autofocus
        value={search}
        label={t('attach.search')}
        placeholder={t('attach.placeholder')}
        spellCheck={false}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(first);
        }}
      />
      <p className="attach-count" role="status">
        {fault === undefined ? t('attach.found', { count: found.length }) : faultText(i18n, fault)}
      </p>
      <ul className="attach-list" aria-label={t('attach.title')}>
        {found.slice(0, MAX_FOUND).map((one) => (
          <RunningRow key={`${one.pid}-${one.startTicks ?? ''}`} one={one} onChoose={choose} />
        ))}
      </ul>
    </div>
  );
}
