import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../../shared/format';
import { settingsSchema } from '../../shared/settings';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { KeepingSettings } from '../runs/KeepingSettings';
import { Setting } from './Setting';
import './settings.css';

const RATES = [0.5, 1, 2, 5, 10, 20];

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
      <Section title={t('settings.appearance')}>
        <Setting label={t('settings.theme')}>
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
        <Setting label={t('settings.language')}>
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
        <Setting label={t('settings.hz')} hint={t('settings.hzHint')}>
          <Choice
            label={t('settings.hz')}
            options={RATES.map((rate) => ({ value: String(rate), label: String(rate) }))}
            value={String(hz)}
            onChange={(chosen) => void actions.change({ hz: Number(chosen) })}
          />
        </Setting>
      </Section>
      <Section title={t('settings.recordings')}>
        <KeepingSettings />
      </Section>
      <About />
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

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="settings-section" aria-label={title}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
  return (
    <SegmentedControl
      size="xs"
      aria-label={label}
      data={[...options]}
      value={value}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    />
  );
}
