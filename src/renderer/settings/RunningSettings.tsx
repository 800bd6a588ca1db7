import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useData } from '../store/hooks';
import { withTilde } from '../store/run-state';
import { useActions } from '../store/stores-context';
import { readTimeLimit } from './read-time-limit';
import { Section, Setting, ToggleSetting } from './Setting';

/** How commands are run that say nothing else. */
export function RunningSettings() {
  const { t } = useTranslation();
  const { platform } = useData(({ facts }) => facts);
  return (
    <Section title={t('settings.running')}>
      <FolderSetting />
      <LimitSetting />
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
    <Setting label={t('settings.defaultCwd')} hint={t('settings.defaultCwdHint')} preference="defaultCwd">
      <span className="setting-value mono">
        {chosen === null ? t('settings.lastCwd') : withTilde(chosen, homeFolder)}
      </span>
      <Button variant="default" onClick={() => void choose()}>
        {t('form.choose')}
      </Button>
    </Setting>
  );
}

function LimitSetting() {
  const { t } = useTranslation();
  const actions = useActions();
  const limit = useData(({ settings }) => settings.timeLimit);
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (limit === null ? '' : String(limit));
  const reading = readTimeLimit(shown);
  const keep = (): void => {
    if (typed === undefined || reading === undefined) return;
    setTyped(undefined);
    if (reading !== limit) void actions.change({ timeLimit: reading });
  };
  return (
    <Setting label={t('settings.timeLimit')} hint={t('settings.timeLimitHint')} preference="timeLimit">
      {reading === undefined && (
        <span className="setting-fault" role="alert">
          {t('form.problem.time-limit', { found: shown.trim() })}
        </span>
      )}
      <input
        className="small-field mono"
        inputMode="decimal"
        size={8}
        value={shown}
        placeholder={t('form.noLimit')}
        aria-label={t('settings.timeLimit')}
        aria-invalid={reading === undefined || undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'Escape') setTyped(undefined);
        }}
      />
      <span aria-hidden className="dim">
        s
      </span>
    </Setting>
  );
}
