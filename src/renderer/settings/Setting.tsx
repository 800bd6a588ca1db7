import { SegmentedControl, Switch, Tooltip, UnstyledButton } from '@mantine/core';
import IconRestore from '@tabler/icons-react/icons/IconRestore';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { defaultSettings, type Preference } from '../../shared/settings';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

export function Section({ title, children }: SectionProps) {
  return (
    <section className="settings-section" aria-label={title}>
      <h2>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

interface SettingProps {
  readonly label: string;
  readonly hint?: string;
  /** What it changes; one that is not as at first can be put back. */
  readonly preference?: Preference;
  /** A value too long to stand beside its buttons, as a path is. */
  readonly path?: string;
  readonly children: ReactNode;
}

/** One line: what it is, what it does, how it stands. */
export function Setting({ label, hint, preference, path, children }: SettingProps) {
  return (
    <div className="setting">
      <div className="setting-words">
        <span>{label}</span>
        {hint !== undefined && <span className="dim">{hint}</span>}
        {path !== undefined && <span className="setting-path mono dim">{path}</span>}
      </div>
      <div className="setting-control">
        {preference !== undefined && <ResetButton preference={preference} label={label} />}
        {children}
      </div>
    </div>
  );
}

function ResetButton({ preference, label }: { readonly preference: Preference; readonly label: string }) {
  const { t } = useTranslation();
  const actions = useActions();
  const isChanged = useData(({ settings }) => !isAlike(settings[preference], defaultSettings[preference]));
  if (!isChanged) return null;
  const words = t('settings.reset', { label });
  return (
    <Tooltip label={words}>
      <UnstyledButton
        className="setting-reset"
        aria-label={words}
        onClick={() => void actions.change({ [preference]: defaultSettings[preference] })}
      >
        <IconRestore size={15} stroke={1.6} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  );
}

/** Settings are plain values, lists among them. */
const isAlike = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Settings that are on or off. */
type Toggle = {
  [Key in Preference]: (typeof defaultSettings)[Key] extends boolean ? Key : never;
}[Preference];

interface ToggleSettingProps {
  readonly preference: Toggle;
}

export function ToggleSetting({ preference }: ToggleSettingProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const isOn = useData(({ settings }) => settings[preference]);
  const label = t(`settings.${preference}`);
  return (
    <Setting label={label} hint={t(`settings.${preference}Hint`)} preference={preference}>
      <Switch
        size="sm"
        aria-label={label}
        checked={isOn}
        onChange={(event) => void actions.change({ [preference]: event.currentTarget.checked })}
      />
    </Setting>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

export function Choice<Value extends string>({ label, options, value, onChange }: ChoiceProps<Value>) {
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
