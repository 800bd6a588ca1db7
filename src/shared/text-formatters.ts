/** What `{{value, name}}` in a text can do beside i18next's own. */
import { formatBytes, formatDuration, significant } from './format';
import { type Language, languageOf } from './locales';
import { reasonText } from './reason-text';

type Values = Readonly<Record<string, unknown>>;

/** The part of i18next's formatter that is needed to register ours. */
interface FormatterRegistry {
  // i18next hands over whatever stands in the text's values.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  add(name: string, format: (value: any, language: string | undefined, values: Values) => string): void;
}

/** Makes `{{size, bytes}}`, `{{time, duration}}`, `{{count, number}}`, `{{where, place}}` and `{{why, reason}}` work in texts. */
export function addFormatters(registry: FormatterRegistry): void {
  registry.add('bytes', formatBytes);
  registry.add('duration', formatDuration);
  registry.add('number', grouped);
  registry.add('place', (place: string, tag) => placeText(place, languageIn(tag)));
  registry.add('reason', (why: string, tag, values) => reasonText({ ...values, reason: why }, languageIn(tag)));
}

const languageIn = (tag: string | undefined): Language => languageOf(tag ?? 'en');

/** A place in code, as verdicts hold it: `a.py:5 in work`. */
function placeText(place: string, language: Language): string {
  return language === 'zh' ? place.replace(/^(.*:\d+) in (.+)$/s, '$1 ($2)') : place;
}

const groupings = new Map<string | undefined, Intl.NumberFormat>();

/** As `significant`, grouped as the language does from five digits on: `1,000,000`, `1200`. Making a format takes 50 times as long as using it. */
function grouped(value: number, language: string | undefined): string {
  const made = groupings.get(language);
  const format = made ?? new Intl.NumberFormat(language, { useGrouping: 'min2', maximumFractionDigits: 2 });
  if (made === undefined) groupings.set(language, format);
  return format.format(Number(significant(value)));
}
