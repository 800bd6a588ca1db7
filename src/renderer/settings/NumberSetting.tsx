import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Preference, Settings } from '../../shared/settings';
import { useData } from '../store/hooks';
import { useActions } from '../store/stores-context';
import { Setting } from './Setting';

/** Settings that are a number, or off. */
type Numeric = {
  [Key in Preference]: number extends Settings[Key] ? (null extends Settings[Key] ? Key : never) : never;
}[Exclude<Preference, 'timeLimit'>];

interface NumberSettingProps {
  readonly preference: Numeric;
  readonly unit: string;
}

/** A number above 0; an empty field is off. It is kept when the field is left, or by Enter. */
export function NumberSetting({ preference, unit }: NumberSettingProps) {
  const { t } = useTranslation();
  const actions = useActions();
  const kept = useData(({ settings }) => settings[preference]);
  const [typed, setTyped] = useState<string>();
  const label = t(`settings.${preference}`);
  const shown = typed ?? (kept === null ? '' : String(kept));
  const reading = readNumber(shown);
  const keep = (): void => {
    if (typed === undefined || reading === undefined) return;
    setTyped(undefined);
    if (reading !== kept) void actions.change({ [preference]: reading });
  };
  return (
    <Setting label={label} hint={t(`settings.${preference}Hint`)} preference={preference}>
      {reading === undefined && (
        <span className="setting-fault" role="alert">
          {t('settings.notANumber', { found: shown.trim() })}
        </span>
      )}
      <input
        className="small-field mono"
        inputMode="decimal"
        size={8}
        value={shown}
        placeholder={t('settings.off')}
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

/** @returns `null` for an empty text, `undefined` for what is no number above 0. */
function readNumber(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const number = Number(text);
  return Number.isFinite(number) && number > 0 && number <= 1e6 ? number : undefined;
}
