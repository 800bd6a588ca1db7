import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages, texts } from '../../../src/shared/locales';
import { allKeysOf, commandIds } from '../../../src/shared/window-commands';

const read = (name: string): string => readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const pages = { en: read('window.md'), zh: read('window.zh.md') };
const NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', ctrl: 'Ctrl', shift: 'Shift' };
const spelled = (keys: string): string =>
  keys
    .split('+')
    .map((key) => NAMES[key] ?? key)
    .join(' ');

describe.each(languages)('the page about the window in %s', (language) => {
  it.each(commandIds.filter((id) => allKeysOf(id).length > 0))('tells the keys of %s', (id) => {
    const row = pages[language].split('\n').find((line) => line.startsWith(`| ${texts[language].app.command[id]} `));
    for (const keys of allKeysOf(id)) expect(row).toContain(`\`${spelled(keys)}\``);
  });
});

// What is added to one page and forgotten in the other shows in their shape and in what is written as code.
it('says the same in both languages', () => {
  const shapeOf = (page: string) =>
    page
      .split('\n')
      .filter((line) => /^(## |\|)/.test(line))
      .map((line) =>
        line.startsWith('## ') ? '##' : [line.split('|').length, ...(line.match(/`[^`]+`/g) ?? [])].join(' '),
      );
  expect(shapeOf(pages.zh)).toEqual(shapeOf(pages.en));
});
