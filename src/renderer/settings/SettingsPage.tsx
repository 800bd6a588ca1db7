import { Button } from '@mantine/core';
import IconRestore from '@tabler/icons-react/icons/IconRestore';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../shared/format';
import { defaultPreferences, settingsSchema } from '../../shared/settings';
import { AlertSettings } from '../alerts/AlertSettings';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { KeepingSettings } from '../runs/KeepingSettings';
import { RunningSettings } from './RunningSettings';
import { Choice, Section, Setting, ToggleSetting } from './Setting';
import './settings.css';

const RATES = [0.2, 0.5, 1, 2, 5, 10, 20];

/** All settings on one page; each holds from the click on. */
export function SettingsPage() {
  const { t } = useTranslation();
  const actions = useActions();
  const { theme, language, hz } = useData(({ settings }) => settings);
  return (
    <div className="settings">
      <header className="home-head">
        <h1>{t('settings.title')}</h1>
        <p>{t('settings.lead')}</p>
      </header>
      <KeptAside />
      <Section title={t('settings.appearance')}>
        <Setting label={t('settings.theme')} preference="theme">
          <Choice
            label={t('settings.theme')}
            options={settingsSchema.shape.theme.unwrap().options.map((value) => ({
              value,
              label: t(`settings.themes.${value}`),
            }))}
            value={theme}
            onChange={(chosen) => void actions.change({ theme: chosen })}
          />
        </Setting>
        <Setting label={t('settings.language')} preference="language">
          <Choice
            label={t('settings.language')}
            options={settingsSchema.shape.language.unwrap().options.map((value) => ({
              value,
              label: t(`settings.languages.${value}`),
            }))}
            value={language}
            onChange={(chosen) => void actions.change({ language: chosen })}
          />
        </Setting>
      </Section>
      <Section title={t('settings.measuring')}>
        <Setting label={t('settings.hz')} hint={t('settings.hzHint')} preference="hz">
          <Choice
            label={t('settings.hz')}
            options={RATES.map((rate) => ({ value: String(rate), label: String(rate) }))}
            value={String(hz)}
            onChange={(chosen) => void actions.change({ hz: Number(chosen) })}
          />
        </Setting>
      </Section>
      <RunningSettings />
      <Section title={t('settings.recordings')}>
        <ToggleSetting preference="record" />
        <KeepingSettings />
      </Section>
      <AlertSettings />
      <Section title={t('settings.asking')}>
        <ToggleSetting preference="confirmSignal" />
        <ToggleSetting preference="confirmKill" />
        <ToggleSetting preference="confirmQuit" />
      </Section>
      <About />
      <ResetAll />
    </div>
  );
}

function About() {
  const { t } = useTranslation();
  const { version, versions, cores, memoryBytes, platform } = useData(({ facts }) => facts);
  const parts = Object.entries(versions).map(([name, number]) => `${name} ${number}`);
  return (
    <Section title={t('settings.about')}>
      <Setting label={t('settings.version')}>
        <span className="setting-value mono">{[`Joinscope ${version}`, ...parts].join(' · ')}</span>
      </Setting>
      <Setting label={t('settings.machine')}>
        <span className="setting-value mono">
          {t('settings.machineFacts', { cores, memory: formatBytes(memoryBytes) })} · {platform}
        </span>
      </Setting>
    </Section>
  );
}

/** The settings file could not be read: where it is now, so that nothing of it is lost. */
function KeptAside() {
  const { t } = useTranslation();
  const path = useData(({ facts }) => facts.settingsKeptAside);
  if (path === undefined) return null;
  return (
    <p className="settings-kept" role="status">
      {t('settings.keptAside', { path })}
    </p>
  );
}

/** Everything on this page as at the first start; recent commands stay. */
function ResetAll() {
  const { t } = useTranslation();
  const actions = useActions();
  return (
    <div className="settings-end">
      <Button
        variant="default"
        leftSection={<IconRestore size={14} aria-hidden />}
        onClick={() => void actions.change(defaultPreferences)}
      >
        {t('settings.resetAll')}
      </Button>
      <span className="dim">{t('settings.resetAllHint')}</span>
    </div>
  );
}
