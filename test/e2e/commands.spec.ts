import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test';
import type { ExportForm } from '../../src/shared/export-form';
import { allKeysOf, type CommandId, commandIds, keysOf } from '../../src/shared/window-commands';
import { processRows, runCommand, runInState, test, words } from '../support/e2e-app';
import { fixture } from '../support/fixture';

const { command: titles, form, header, rail } = words.app;
/** Ends by the signal that Stop sends. */
const WAITING = `sh -c 'sleep 600'`;
const RECORDED = fixture('recordings/schema-2.joinscope');

interface Given {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly data: string;
}

/** Sees that the command did what it says, and leaves the window as the next one wants it. */
type Check = (given: Given) => Promise<void>;

const at = (page: Page, place: keyof typeof rail): Locator =>
  page.getByRole('main', { name: rail[place], exact: true });
const field = (page: Page): Locator => page.getByRole('combobox', { name: form.line });
const search = (page: Page): Locator =>
  page.getByRole('dialog').getByRole('textbox', { name: words.app.palette.search });
const tabs = (page: Page): Locator => page.getByRole('navigation', { name: header.runs }).locator('.run-tab');
const isAt =
  (place: keyof typeof rail): Check =>
  ({ page }) =>
    at(page, place).waitFor();
const showsDialog =
  (title: string): Check =>
  async ({ page }) => {
    await page.getByRole('dialog').filter({ hasText: title }).waitFor();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
const writes =
  (form_: ExportForm, file: string): Check =>
  async ({ data }) => {
    await expect.poll(() => existsSync(join(data, file)), { message: form_ }).toBe(true);
  };

/** Before anything ran: in this order. */
const withoutRun = {
  settings: isAt('settings'),
  lessons: isAt('lessons'),
  compare: isAt('compare'),
  runs: isAt('runs'),
  home: isAt('home'),
  shortcuts: showsDialog(words.app.shortcuts.pane.lanes),
  palette: async ({ page }) => {
    await expect(search(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  },
  about: showsDialog(titles.about),
  help: showsDialog('A run, from top to bottom'),
  attach: showsDialog(words.app.attach.title),
  tour: async ({ page }) => {
    await page.getByRole('dialog').filter({ hasText: words.app.tour.step.doors.title }).waitFor();
    await page.getByRole('button', { name: words.app.tour.skip }).press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  },
  'new-run': ({ page }) => expect(field(page)).toBeFocused(),
  'open-recording': ({ page }) => runInState(page, 'troubled').waitFor(),
} satisfies Partial<Record<CommandId, Check>>;

/** With a recording open. */
const withRecording = {
  'export-recording': writes('recording', 'python3-fix-py.joinscope'),
  'export-html': writes('html', 'python3-fix-py.html'),
  'export-json': writes('json', 'python3-fix-py.json'),
  'export-csv': writes('csv', 'python3-fix-py/processes.csv'),
  'export-trace': writes('trace', 'python3-fix-py.trace.json'),
  'compare-run': async ({ page }) => {
    await at(page, 'compare').waitFor();
    await expect(at(page, 'compare')).toContainText('python3 fix.py');
  },
  run: isAt('run'),
  'close-run': ({ page }) => expect(tabs(page)).toHaveCount(0),
} satisfies Partial<Record<CommandId, Check>>;

/** With a command that waits. */
const withLiveRun = {
  pause: async (given) => {
    await runInState(given.page, 'paused').waitFor();
    await expect.poll(() => marksOf(given.app)).toMatchObject({ pause: { enabled: true, checked: true } });
    await give('pause', given.page);
    await runInState(given.page, 'running').waitFor();
  },
  stop: ({ page }) => runInState(page, 'stopped').waitFor(),
  again: async ({ page }) => {
    await runInState(page, 'running').waitFor();
    await expect(tabs(page)).toHaveCount(2);
    await expect(processRows(page)).toHaveCount(2);
  },
  kill: ({ page }) => expect(runInState(page, 'running')).toHaveCount(0),
  'next-run': ({ page }) => expect(tabs(page).nth(0).and(page.locator('[data-active]'))).toHaveCount(1),
  'previous-run': ({ page }) => expect(tabs(page).nth(1).and(page.locator('[data-active]'))).toHaveCount(1),
  'change-and-run': async ({ page }) => {
    await expect(field(page)).toBeFocused();
    await expect(field(page)).toHaveValue(WAITING);
  },
} satisfies Partial<Record<CommandId, Check>>;

/** A command of the registry that is missing here does not compile. */
const all: Readonly<Record<CommandId, Check>> = { ...withoutRun, ...withRecording, ...withLiveRun };

test('each command does what it says, by its keys or from the palette, and the native menu offers what can be done', async ({
  opened,
}) => {
  const { app, page, data } = opened;
  await answerDialogs(app, data);
  const go = async (checks: Partial<Record<CommandId, Check>>): Promise<void> => {
    for (const id of commandIds.filter((one) => one in checks).sort(inOrderOf(checks))) {
      await test.step(id, async () => {
        await give(id, page);
        await all[id](opened);
      });
    }
  };
  await expect.poll(() => greyed(app)).toEqual(ALWAYS_GREY_WITHOUT_RUN);
  await go(withoutRun);
  // What has ended is neither paused nor stopped; it comes from a file, so the form can be filled in by it.
  await expect.poll(() => greyed(app)).toEqual(['kill', 'next-run', 'pause', 'previous-run', 'stop']);
  await go(withRecording);
  await expect.poll(() => greyed(app)).toEqual(ALWAYS_GREY_WITHOUT_RUN);
  await runCommand(page, WAITING, data);
  await expect(processRows(page)).toHaveCount(2);
  await expect.poll(() => greyed(app)).toEqual(['again', 'change-and-run', 'compare-run', 'next-run', 'previous-run']);
  await go(withLiveRun);
  await give('run', page);
  // Its second keys do the same; each of these finds the window as the one before it left it.
  const second = commandIds.flatMap((id) =>
    allKeysOf(id)
      .slice(1)
      .map((keys) => [id, keys] as const),
  );
  expect(second.length).toBeGreaterThan(2);
  for (const [id, keys] of second.sort(([one], [other]) => inOrderOf(all)(one, other))) {
    await test.step(`${id}, ${keys}`, async () => {
      if (id === 'new-run') await give('settings', page);
      await page.keyboard.press(spelled(keys));
      await all[id](opened);
      if (id === 'new-run') await give('run', page);
    });
  }
  await page.keyboard.press('Shift+?');
  await withoutRun.shortcuts(opened);
});

/** As Playwright spells keys. */
const spelled = (keys: string): string =>
  keys.replace('mod', 'Control').replace('ctrl', 'Control').replace('shift', 'Shift');

const inOrderOf = (checks: object) => {
  const order = Object.keys(checks);
  return (one: CommandId, other: CommandId): number => order.indexOf(one) - order.indexOf(other);
};

const ALWAYS_GREY_WITHOUT_RUN = [
  'again',
  'change-and-run',
  'close-run',
  'compare-run',
  'export-csv',
  'export-html',
  'export-json',
  'export-recording',
  'export-trace',
  'kill',
  'next-run',
  'pause',
  'previous-run',
  'run',
  'stop',
];

/** By its keys where it has some, else from the palette. */
async function give(id: CommandId, page: Page): Promise<void> {
  const keys = keysOf(id);
  if (keys !== undefined) return page.keyboard.press(spelled(keys));
  await page.keyboard.press('Control+K');
  await search(page).fill(titles[id]);
  await expect(page.locator('[data-action]').first()).toContainText(titles[id]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveCount(0);
  return undefined;
}

function marksOf(app: ElectronApplication): Promise<Record<string, { enabled: boolean; checked: boolean }>> {
  return app.evaluate(({ Menu }) => {
    const found: Record<string, { enabled: boolean; checked: boolean }> = {};
    for (const { submenu } of Menu.getApplicationMenu()?.items ?? []) {
      for (const { id, enabled, checked } of submenu?.items ?? []) found[id] = { enabled, checked };
    }
    return found;
  });
}

/** Commands that the native menu does not offer now. */
async function greyed(app: ElectronApplication): Promise<readonly string[]> {
  const marks = await marksOf(app);
  return commandIds.filter((id) => marks[id]?.enabled === false).sort();
}

/** A person who opens the recording and keeps the names that are proposed. */
function answerDialogs(app: ElectronApplication, folder: string): Promise<void> {
  return app.evaluate(
    ({ dialog }, [recording, into]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [recording ?? ''] });
      dialog.showSaveDialog = (...args: unknown[]) => {
        const { defaultPath } = args.at(-1) as { defaultPath: string };
        return Promise.resolve({ canceled: false, filePath: `${into ?? ''}/${defaultPath}` });
      };
    },
    [RECORDED, folder],
  );
}
