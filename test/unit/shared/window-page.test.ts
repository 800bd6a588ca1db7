import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { texts } from '../../../src/shared/locales';
import { allKeysOf, commandIds } from '../../../src/shared/window-commands';

const page = readFileSync(new URL('../../../docs/window.md', import.meta.url), 'utf8');
const NAMES: Readonly<Record<string, string>> = { mod: 'Ctrl', ctrl: 'Ctrl', shift: 'Shift' };
const spelled = (keys: string): string =>
  keys
    .split('+')
    .map((key) => NAMES[key] ?? key)
    .join(' ');

it.each(commandIds.filter((id) => allKeysOf(id).length > 0))('docs/window.md tells the keys of %s', (id) => {
  const row = page.split('\n').find((line) => line.startsWith(`| ${texts.en.app.command[id]} `));
  for (const keys of allKeysOf(id)) expect(row).toContain(`\`${spelled(keys)}\``);
});
