import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { alertText } from '../../shared/alerts/alert';
import { formatClock } from '../../shared/format';
import { useRunTitle } from '../i18n/use-run-title';
import { useActions, useStores } from '../store/stores-context';
import type { ListedAlert } from '../store/alert-store';
import { useSayAlert } from './use-say-alert';
import { showAlert } from './show-alert';

interface AlertListProps {
  readonly onChosen: () => void;
}

/** The alerts, newest first; one that is chosen shows its run, and its process. */
export function AlertList({ onChosen }: AlertListProps) {
  const { t } = useTranslation('alert');
  const say = useSayAlert();
  const stores = useStores();
  const actions = useActions();
  const titleOf = useRunTitle();
  const runs = useStore(stores.runs.store, (state) => state.runs);
  const titleOfAlert = ({ runId, title }: ListedAlert): string => {
    const run = runs.find((one) => one.runId === runId);
    return run === undefined ? title : titleOf(run);
  };
  const alerts = useStore(stores.alerts.store, (state) => state.alerts);
  if (alerts.length === 0) {
    return (
      <div className="alert-none">
        <p>{t('none')}</p>
        <Button
          variant="default"
          data-autofocus
          onClick={() => {
            actions.go('settings');
            onChosen();
          }}
        >
          {t('rules')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <ul className="choice-list alert-list">
        {alerts.map((one) => (
          <li key={one.key}>
            <button
              type="button"
              data-kind={one.alert.kind}
              onClick={() => {
                showAlert({ stores, actions }, one.runId, one.alert.pid);
                onChosen();
              }}
            >
              <i aria-hidden />
              <span>{alertText(one.alert, say)}</span>
              <span className="dim">
                {titleOfAlert(one)} · <span className="mono">{formatClock(one.alert.t)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="alert-foot">
        <Button variant="subtle" size="compact-sm" onClick={stores.alerts.clear}>
          {t('clear')}
        </Button>
      </div>
    </>
  );
}
