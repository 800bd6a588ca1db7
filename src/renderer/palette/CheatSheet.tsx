import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useView } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { allKeysOf, commandIds } from '../../shared/window-commands';
import { KeyCaps } from './KeyCaps';
import { paneKeys } from './pane-keys';

/** All keys at one look: those of commands, and those that hold where the focus is. */
export function CheatSheet() {
  const { t } = useTranslation();
  const { open } = useActions();
  const isOpen = useView((view) => view.dialog === 'shortcuts');
  const commands = commandIds.filter((id) => allKeysOf(id).length > 0);
  return (
    <Modal
      opened={isOpen}
      onClose={() => open(undefined)}
      title={t('shortcuts.title')}
      size={960}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <p className="dim cheat-lead">
        {t('shortcuts.lead')}
        <Button variant="subtle" size="compact-sm" onClick={() => open('help')}>
          {t('shortcuts.page')}
        </Button>
      </p>
      <div className="cheat-sheet">
        <KeyList
          title={t('shortcuts.everywhere')}
          lines={commands.map((id) => ({ id, words: t(`command.${id}`), keys: allKeysOf(id) }))}
        />
        {paneKeys.map(({ pane, keys }) => (
          <KeyList
            key={pane}
            title={t(`shortcuts.pane.${pane}`)}
            lines={keys.map(([does, ...alike]) => ({ id: does, words: t(`shortcuts.does.${does}`), keys: alike }))}
          />
        ))}
      </div>
    </Modal>
  );
}

interface KeyListProps {
  readonly title: string;
  readonly lines: readonly { readonly id: string; readonly words: string; readonly keys: readonly string[] }[];
}

function KeyList({ title, lines }: KeyListProps) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      <dl>
        {lines.map(({ id, words, keys }) => (
          <div key={id}>
            <dt>{words}</dt>
            <dd>
              {keys.map((one) => (
                <KeyCaps key={one} keys={one} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
