import type { i18n } from 'i18next';
import type { Fault } from '../../shared/outcome';

/** Why main refused, in the person's language where there is a text for it, else in English. */
export function faultText(texts: i18n, { id, message, values }: Fault): string {
  const key = `fault.${id ?? ''}`;
  return id === undefined || !texts.exists(key) ? message : texts.t(key, { ...values, defaultValue: message });
}
