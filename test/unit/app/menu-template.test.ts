import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { markMenu } from '../../../src/main/app/mark-menu';
import { menuTemplate } from '../../../src/main/app/menu-template';
import { textsIn } from '../../../src/main/app/texts';
import { type CommandId, commandIds } from '../../../src/shared/window-commands';

type Item = MenuItemConstructorOptions;

function menuOf(isMac: boolean, language: 'en' | 'zh' = 'en') {
  const commands: CommandId[] = [];
  const template = menuTemplate({
    say: textsIn(language),
    isMac,
    isDevelopment: true,
    onCommand: (command) => commands.push(command),
  });
  return { items: template.flatMap(withInner), commands };
}

function withInner(item: Item): readonly Item[] {
  return [item, ...(Array.isArray(item.submenu) ? item.submenu.flatMap(withInner) : [])];
}

describe.each([
  ['macOS', true],
  ['Linux and Windows', false],
])('the menu of %s', (_system, isMac) => {
  it.each(commandIds)('has the command %s once and sends it', (command) => {
    const { items, commands } = menuOf(isMac);
    const found = items.filter(({ id }) => id === command);
    expect(found).toHaveLength(1);
    // Electron calls it with item, window and event, none of which is looked at.
    (found[0]?.click as (() => void) | undefined)?.();
    expect(commands).toEqual([command]);
  });

  it.each(['en', 'zh'] as const)('has a text for each item in %s, and none is a key', (language) => {
    const labels = menuOf(isMac, language).items.filter(({ type }) => type !== 'separator');
    for (const { label } of labels) expect(label).toMatch(/^(?!.*(command|role)\.).+$/);
  });

  it('gives no two commands the same keys', () => {
    const keys = menuOf(isMac).items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

it('speaks Chinese', () => {
  expect(menuOf(false, 'zh').items.map(({ label }) => label)).toContain('停止运行');
});

it('greys what cannot be done and marks what is on', () => {
  const items = new Map(['stop', 'pause', 'home'].map((id) => [id, { enabled: true, checked: true }]));
  const menu = { getMenuItemById: (id: string) => items.get(id) ?? null };
  markMenu(menu, undefined);
  expect(items.get('stop')).toEqual({ enabled: true, checked: true });
  markMenu(menu, { possible: ['home', 'pause'], checked: ['pause'] });
  expect(Object.fromEntries(items)).toEqual({
    stop: { enabled: false, checked: false },
    pause: { enabled: true, checked: true },
    home: { enabled: true, checked: false },
  });
});
