import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { addFormatters } from '../../../src/shared/text-formatters';
import { texts } from '../../../src/shared/locales';
import type { Statement } from '../../../src/shared/verdict';
import { hangs } from './hangs/hang-scenarios';
import { hangsIn } from './hangs/play-hang';
import { verdictEventsOf } from './play-run';
import { scenarios } from './scenarios/index';

const judgements = [
  ...scenarios.flatMap(({ script }) => verdictEventsOf(script).map(({ verdict }) => verdict)),
  ...hangs.flatMap(({ script, play }) => hangsIn(script, play)),
];
const statements: readonly Statement[] = judgements.flatMap(({ title, evidence, ruledOut, advice }) => [
  title,
  ...evidence,
  ...ruledOut,
  ...advice,
]);

function keysOf(tree: object, path = ''): string[] {
  return Object.entries(tree).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? keysOf(value, `${path}${key}.`) : [`${path}${key}`],
  );
}

function textOf(language: 'en' | 'zh', id: string): string {
  const found: unknown = id
    .split('.')
    .reduce<unknown>((tree, key) => (tree as Record<string, unknown>)[key], texts[language].verdict);
  return String(found);
}

const placeholdersIn = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)(?:, \w+)?\}\}/g)].flatMap(([, name]) => name ?? []).sort();

describe('the texts of verdicts', () => {
  it('exist in both languages under the same keys', () => {
    expect(keysOf(texts.zh.verdict)).toEqual(keysOf(texts.en.verdict));
  });

  it('take the same values in both languages', () => {
    for (const id of keysOf(texts.en.verdict)) {
      expect([id, placeholdersIn(textOf('zh', id))]).toEqual([id, placeholdersIn(textOf('en', id))]);
    }
  });

  it('are all used by some end, and no end uses another', () => {
    const used = new Set(statements.map(({ id }) => id));
    const known = keysOf(texts.en.verdict).filter((id) => !/^(cause|confidence)\./.test(id));
    expect(known.filter((id) => !used.has(id))).toEqual([]);
    expect([...used].filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(['en', 'zh'] as const)('read as whole sentences in %s: each placeholder is given', async (language) => {
    const i18n = createInstance({
      lng: language,
      ns: ['verdict'],
      resources: texts,
      interpolation: { escapeValue: false },
    });
    await i18n.init();
    if (i18n.services.formatter !== undefined) addFormatters(i18n.services.formatter);
    for (const { id, values } of statements) {
      const given = Object.keys(values ?? {});
      expect([id, placeholdersIn(textOf(language, id)).filter((name) => !given.includes(name))]).toEqual([id, []]);
      const sentence = i18n.t(id, { ns: 'verdict', ...values });
      expect(sentence).not.toMatch(/\{\{|undefined|NaN|^title\./);
    }
  });
});
