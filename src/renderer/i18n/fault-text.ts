import type { i18n } from 'i18next';
import { languageOf } from '../../shared/locales';
import type { Fault } from '../../shared/outcome';
import { systemText } from '../../shared/reason-text';

/** Why main refused, in the person's language where there is a text for it or the system said it, else in English. */
export function faultText(texts: i18n, { id, message, values }: Fault): string {
  const key = `fault.${id ?? ''}`;
  return id === undefined || !texts.exists(key)
    ? systemText(message, languageOf(texts.language))
    : texts.t(key, { ...values, defaultValue: message });
}
