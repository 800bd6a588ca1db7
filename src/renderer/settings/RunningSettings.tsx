import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useData } from '../store/hooks';
import { withTilde } from '../store/run-state';
import { useActions } from '../store/stores-context';
import { NumberSetting } from './NumberSetting';
import { Section, Setting, ToggleSetting } from './Setting';

/** A year, in seconds: as the settings' schema. */
const LONGEST = 31_536_000;

/** How commands are run that say nothing else. */
export function RunningSettings() {
  const { t } = useTranslation();
  const { platform } = useData(({ facts }) => facts);
  return (
    <Section title={t('settings.running')}>
      <FolderSetting />
      <NumberSetting preference="timeLimit" unit="s" most={LONGEST} placeholder={t('form.noLimit')} />
      <ToggleSetting preference="probes" />
      {platform === 'linux' && <ToggleSetting preference="pipes" />}
    </Section>
  );
}

function FolderSetting() {
  const { t } = useTranslation();
  const actions = useActions();
  const { cwd, homeFolder } = useData(({ facts }) => facts);
  const chosen = useData(({ settings }) => settings.defaultCwd);
  const choose = async (): Promise<void> => {
    const folder = await actions.chooseFolder(chosen ?? cwd);
    if (folder !== undefined) await actions.change({ defaultCwd: folder });
  };
  return (
    <Setting
      label={t('settings.defaultCwd')}
      hint={t('settings.defaultCwdHint')}
      preference="defaultCwd"
      path={chosen === null ? t('settings.lastCwd') : withTilde(chosen, homeFolder)}
    >
      <Button variant="default" onClick={() => void choose()}>
        {t('form.choose')}
      </Button>
    </Setting>
  );
}
