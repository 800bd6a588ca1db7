import { Chip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Cause, causes } from '../../shared/verdict';
import { Setting } from '../settings/Setting';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';

/** By which causes an end is told of. */
export function CauseSetting() {
  const { t } = useTranslation(['app', 'run']);
  const actions = useActions();
  const { alertExit, alertCauses } = useData(({ settings }) => settings);
  const choose = (cause: Cause): void => {
    const isChosen = alertCauses.includes(cause);
    void actions.change({
      alertCauses: causes.filter((one) => (one === cause ? !isChosen : alertCauses.includes(one))),
    });
  };
  return (
    <>
      <Setting label={t('settings.alertCauses')} hint={t('settings.alertCausesHint')} preference="alertCauses">
        {null}
      </Setting>
      <div className="alert-causes" role="group" aria-label={t('settings.alertCauses')}>
        {causes.map((cause) => (
          <Chip
            key={cause}
            size="xs"
            variant="outline"
            disabled={!alertExit}
            checked={alertCauses.includes(cause)}
            onChange={() => choose(cause)}
          >
            {t(`run:cause.${cause}`)}
          </Chip>
        ))}
      </div>
    </>
  );
}
