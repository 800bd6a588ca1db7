import { Button, Tooltip } from '@mantine/core';
import IconPencil from '@tabler/icons-react/icons/IconPencil';
import IconRefresh from '@tabler/icons-react/icons/IconRefresh';
import { useTranslation } from 'react-i18next';
import { keysOf } from '../../shared/window-commands';
import { repeatOf } from '../store/again-actions';
import { useView } from '../store/hooks';
import type { OpenRun } from '../store/run-store';
import { useActions } from '../store/stores-context';
import { withKeys } from './WithKeys';

/** The same once more, or the form filled in as it was: where Stop and Kill stood while it ran. */
export function AgainButtons({ run }: { readonly run: OpenRun }) {
  const { t } = useTranslation();
  const actions = useActions();
  const known = useView(({ startedCommands }) => startedCommands[run.runId]);
  const repeat = repeatOf(run, known);
  if (repeat === undefined) return null;
  const hasForm = run.model.started?.demo === undefined;
  return (
    <div className="run-controls">
      {repeat === 'exactly' && (
        <Tooltip label={withKeys(t('header.againHint'), keysOf('again'))}>
          <Button
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void actions.runAgain(run.runId)}
          >
            {t('header.again')}
          </Button>
        </Tooltip>
      )}
      {hasForm && (
        <Tooltip label={withKeys(t('header.changeHint'), keysOf('change-and-run'))}>
          <Button variant="default" aria-label={t('header.change')} onClick={() => actions.changeAndRun(run.runId)}>
            <IconPencil size={14} aria-hidden />
          </Button>
        </Tooltip>
      )}
    </div>
  );
}
