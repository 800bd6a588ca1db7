import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preference, Settings } from '../../shared/settings';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { readAmount } from './read-amount';
import { Setting } from './Setting';

/** Settings that are a number, or off. */
type Numeric = {
  [Key in Preference]: number extends Settings[Key] ? (null extends Settings[Key] ? Key : never) : never;
}[Preference];

interface NumberSettingProps {
  readonly preference: Numeric;
  readonly unit: string;
  /** The greatest that may be chosen. */
  readonly most: number;
  /** What an empty field says; `off` unless given. */
  readonly placeholder?: string;
}

/** A number above 0; an empty field is off. It is kept when the field is left, or by Enter. */
export function NumberSetting({ preference, unit, most, placeholder }: NumberSettingProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const kept = useData(({ settings }) => settings[preference]);
  const [typed, setTyped] = useState<string>();
  const label = t(`settings.${preference}`);
  const shown = typed ?? (kept === null ? '' : String(kept));
  const reading = readAmount(shown, most);
  const keep = (): void => {
    if (typed === undefined || reading === undefined) return;
    setTyped(undefined);
    if (reading !== kept) void actions.change({ [preference]: reading });
  };
  return (
    <Setting label={label} hint={t(`settings.${preference}Hint`)} preference={preference}>
      {reading === undefined && (
        <span className="setting-fault" role="alert">
          {t('settings.noAmount', { most, found: shown.trim() })}
        </span>
      )}
      <input
        className="small-field mono"
        inputMode="decimal"
        size={8}
        value={shown}
        placeholder={placeholder ?? t('settings.off')}
        aria-label={label}
        aria-invalid={reading === undefined || undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
          else if (event.key === 'Escape') setTyped(undefined);
        }}
      />
      <span aria-hidden className="dim">
        {unit}
      </span>
    </Setting>
  );
}
