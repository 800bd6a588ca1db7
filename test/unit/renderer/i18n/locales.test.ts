import { describe, expect, it } from 'vitest';
import { languages, texts } from '../../../../src/shared/locales';

/** Every key with its text: `home.title`. */
function flatten(given: object, prefix = ''): [string, unknown][] {
  return Object.entries(given).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? flatten(value, `${prefix}${key}.`) : [[`${prefix}${key}`, value]],
  );
}

// English has two plural forms, Chinese one: the forms are compared as one key.
const PLURAL = /_(zero|one|two|few|many|other)$/;
const keysOf = (given: object): string[] => [...new Set(flatten(given).map(([key]) => key.replace(PLURAL, '')))].sort();
const placesIn = (text: string): string[] => [...new Set(text.match(/\{\{\s*[\w.]+/g) ?? [])].sort();

describe.each(Object.keys(texts.en) as (keyof typeof texts.en)[])('texts of %s', (namespace) => {
  it('has the same keys in every language', () => {
    expect(keysOf(texts.zh[namespace])).toEqual(keysOf(texts.en[namespace]));
  });

  it('has no empty text', () => {
    for (const language of languages) {
      const empty = flatten(texts[language][namespace]).filter(([, text]) => typeof text !== 'string' || text === '');
      expect(empty).toEqual([]);
    }
  });

  it('has the marks of Chinese beside its characters', () => {
    const chinese = flatten(texts.zh[namespace]).map(([, text]) => String(text));
    expect(chinese.filter((text) => /\p{Script=Han}[,:;!?(]|[,:;!?)]\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it('has the marks of Chinese between values too', () => {
    const chinese = flatten(texts.zh[namespace]).map(([, text]) => String(text).replaceAll(/`[^`]*`/g, ''));
    const between = chinese.filter((text) => /\p{Script=Han}/u.test(text) && /\}\}[,;:!?]|[,;!?]\{\{/.test(text));
    // The filter's own word has a colon.
    expect(between.filter((text) => !text.includes('“{{word}}:”'))).toEqual([]);
  });

  it('puts the same values into both languages', () => {
    const english = new Map(flatten(texts.en[namespace]));
    for (const [key, text] of flatten(texts.zh[namespace])) {
      // A plural form of English may leave its number out: "one process".
      if (PLURAL.test(key)) continue;
      expect([key, placesIn(String(text))]).toEqual([key, placesIn(String(english.get(key)))]);
    }
  });
});
